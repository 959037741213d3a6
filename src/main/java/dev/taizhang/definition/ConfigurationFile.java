package dev.taizhang.definition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A HOCON object read with suspicion: an unknown key, a missing one or one of another type is a failure that names the file,
 * the line, the key and, for an unknown key, the nearest known one.
 */
public final class ConfigurationFile {
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final Config config;
    private final String place;

    private ConfigurationFile(Config config, String place) {
        this.config = config;
        this.place = place;
    }

    /**
     * Reads an object.
     *
     * @param place the file, as the operator knows it
     * @param known every key that this object may have
     */
    public static ConfigurationFile of(Config config, String place, Set<String> known) {
        for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw unknown(entry.getKey(), lineLess(place) + line(entry.getValue()), known);
            }
        }
        return new ConfigurationFile(config, place);
    }

    /**
     * Reads a file of its own.
     *
     * @param known every key that it may have
     * @throws Failure if it cannot be read, is not valid HOCON, or has another key
     */
    public static ConfigurationFile read(Path file, Set<String> known) {
        try {
            String place = file.toString();
            return of(resolved(parsed(Files.readString(file), place), place), place, known);
        } catch (IOException unreadable) {
            throw Failure.usage(
                    new Bilingual(file + "：无法读取。", file + ": cannot be read."),
                    new Bilingual("请检查文件权限。", "Check the rights of the file."));
        }
    }

    /**
     * Reads a file that the program brings with it.
     *
     * @param resource its name, from the root of the resources
     * @param known every key that it may have
     */
    public static ConfigurationFile builtIn(String resource, Set<String> known) {
        Config config = ConfigFactory.parseResources(
                ConfigurationFile.class.getClassLoader(),
                resource,
                ConfigParseOptions.defaults().setAllowMissing(false));
        return of(config.resolve(), resource, known);
    }

    /** Parses HOCON; a mistake is a failure that names the place. */
    static Config parsed(String text, String place) {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setOriginDescription(place));
        } catch (ConfigException broken) {
            throw unreadable(place, broken);
        }
    }

    /** Puts in what {@code ${…}} names; a mistake is a failure that names the place. */
    static Config resolved(Config config, String place) {
        try {
            return config.resolve();
        } catch (ConfigException broken) {
            throw unreadable(place, broken);
        }
    }

    private static Failure unreadable(String place, ConfigException broken) {
        return Failure.usage(
                new Bilingual(
                        place + "：不是有效的 HOCON：" + broken.getMessage(),
                        place + ": this is not valid HOCON: " + broken.getMessage()),
                new Bilingual("请改正后重试。", "Correct it and run again."));
    }

    /** The file alone, without the line at which an outer object stands. */
    private static String lineLess(String place) {
        return place.replaceAll(":\\d+$", "");
    }

    private static String line(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line > 0 ? ":" + line : "";
    }

    /** The failure for a key or name that is not among the known ones. */
    public static Failure unknown(String key, String place, Set<String> known) {
        Optional<String> near = Spelling.nearest(key, known);
        return Failure.usage(
                new Bilingual(place + "：不认识的键“" + key + "”。", "%s: unknown key \"%s\".".formatted(place, key)),
                new Bilingual(
                        near.map(word -> "是否想写“" + word + "”？").orElse("") + "可用的键：" + String.join("、", sorted(known)),
                        near.map("Did you mean \"%s\"? "::formatted).orElse("") + "Known keys: "
                                + String.join(", ", sorted(known))));
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    public boolean has(String key) {
        return config.hasPath(quoted(key));
    }

    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    public Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(read(key, () -> config.getString(quoted(key)))) : Optional.empty();
    }

    /** The name of what the object defines: small letters, digits and underscores. */
    public String name() {
        String name = text("name");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw wrong(
                    "name", new Bilingual("须是小写字母、数字和下划线。", "it must be of small letters, digits and underscores."));
        }
        return name;
    }

    /** A text in both languages. */
    public Bilingual bilingual(String key) {
        ConfigurationFile words = object(key, LANGUAGES);
        return new Bilingual(words.text("zh"), words.text("en"));
    }

    public int number(String key) {
        return read(key, () -> config.getInt(quoted(key)));
    }

    /** A time above zero, such as {@code 10 minutes}. */
    public Duration duration(String key) {
        try {
            Duration duration = config.getDuration(quoted(key));
            if (duration.compareTo(Duration.ZERO) > 0) {
                return duration;
            }
        } catch (ConfigException noDuration) {
            // Told below, like a duration of nothing.
        }
        throw wrong(key, new Bilingual("须是大于零的时长，如 10 minutes。", "it must be a time above zero, such as 10 minutes."));
    }

    /** One word or a list of words. */
    public List<String> words(String key) {
        if (!has(key)) {
            return List.of();
        }
        return read(
                key,
                () -> config.getValue(quoted(key)).valueType() == ConfigValueType.LIST
                        ? List.copyOf(config.getStringList(quoted(key)))
                        : List.of(config.getString(quoted(key))));
    }

    /** One word or a list of words, each of which must be known. */
    public List<String> knownWords(String key, Set<String> known) {
        List<String> words = words(key);
        words.stream().filter(word -> !known.contains(word)).findFirst().ifPresent(word -> {
            throw unknownWord(key, word, known);
        });
        return words;
    }

    /** Whether a switch is on; one that is absent is off. */
    public boolean isTrue(String key) {
        return has(key) && read(key, () -> config.getBoolean(quoted(key)));
    }

    public boolean isObject(String key) {
        return has(key) && config.getValue(quoted(key)).valueType() == ConfigValueType.OBJECT;
    }

    public ConfigurationFile object(String key, Set<String> known) {
        return of(read(key, () -> config.getConfig(quoted(key))), placeOf(key), known);
    }

    /** An object whose keys are names that the office chooses. */
    public ConfigurationFile anyObject(String key) {
        return new ConfigurationFile(read(key, () -> config.getConfig(quoted(key))), placeOf(key));
    }

    /** A number with decimals, as it is written. */
    public BigDecimal decimal(String key) {
        try {
            return new BigDecimal(text(key));
        } catch (NumberFormatException wrong) {
            throw wrong(key, new Bilingual("须是数字。", "it must be a number."));
        }
    }

    public List<ConfigurationFile> objects(String key, Set<String> known) {
        if (!has(key)) {
            return List.of();
        }
        return read(key, () -> config.getConfigList(quoted(key))).stream()
                .map(item -> of(item, lineLess(place) + line(item.root()), known))
                .toList();
    }

    /** A list of objects whose keys are names that the office chooses. */
    public List<ConfigurationFile> anyObjects(String key) {
        return read(key, () -> config.getConfigList(quoted(key))).stream()
                .map(item -> new ConfigurationFile(item, lineLess(place) + line(item.root())))
                .toList();
    }

    /** A list of objects, each of which may be the word of its first key alone. */
    public List<ConfigurationFile> objectsOrWords(String key, String first, Set<String> known) {
        return read(key, () -> config.getList(quoted(key))).stream()
                .map(item -> of(
                        item instanceof ConfigObject object ? object.toConfig() : item.atKey(first),
                        lineLess(place) + line(item),
                        known))
                .toList();
    }

    /** The file, and the line where it is known, as messages name it. */
    public String place() {
        return place;
    }

    /** The keys of an object, sorted. */
    public Set<String> keys() {
        return new TreeMap<>(config.root()).keySet();
    }

    /** The failure for a value that is there but makes no sense. */
    public Failure wrong(String key, Bilingual reason) {
        return Failure.usage(
                new Bilingual(
                        placeOf(key) + "：键“" + key + "”不对：" + reason.zh(),
                        "%s: the key \"%s\" is wrong: %s".formatted(placeOf(key), key, reason.en())),
                new Bilingual(
                        "请按 docs/feeds.md 与 conf 中的示例改正后重试。",
                        "Correct it as docs/feeds.md and the examples under conf show, and run again."));
    }

    /** The failure for a name that something else has already. */
    public Failure used(String name) {
        return wrong("name", new Bilingual("“" + name + "”已被使用。", "\"" + name + "\" is in use already."));
    }

    /** The failure for a word that names nothing known. */
    public Failure unknownWord(String key, String word, Set<String> known) {
        String words = String.join(", ", sorted(known));
        return wrong(
                key,
                new Bilingual(
                        "没有“" + word + "”，可用的有：" + words + "。",
                        "there is no \"" + word + "\"; there are: " + words + "."));
    }

    public Failure missing(String key) {
        return Failure.usage(
                new Bilingual(place + "：缺少键“" + key + "”。", "%s: the key \"%s\" is missing.".formatted(place, key)),
                new Bilingual(
                        "请补上该键后重试，写法见 docs/feeds.md。", "Add it and run again; docs/feeds.md says how it is written."));
    }

    private String placeOf(String key) {
        ConfigObject root = config.root();
        return root.containsKey(key) ? lineLess(place) + line(root.get(key)) : place;
    }

    private <T> T read(String key, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (ConfigException.Missing missing) {
            throw missing(key);
        } catch (ConfigException wrongType) {
            throw wrong(key, new Bilingual("类型不对。", "it has another type than expected."));
        }
    }

    private static String quoted(String key) {
        return com.typesafe.config.ConfigUtil.joinPath(key);
    }
}
