package dev.taizhang.definition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a HOCON object strictly. An unknown key, a missing key or a value of the wrong type is a failure that names the
 * file, the line, the key and, for an unknown key, the most similar known one.
 */
public final class ConfigurationFile {
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final Config config;
    private final String place;
    private final Optional<Mistakes> mistakes;

    private ConfigurationFile(Config config, String place, Optional<Mistakes> mistakes) {
        this.config = config;
        this.place = place;
        this.mistakes = mistakes;
    }

    /**
     * Reads an object.
     *
     * @param place the file, as the operator knows it
     * @param known all keys that the object may have
     */
    public static ConfigurationFile of(Config config, String place, Set<String> known) {
        Mistakes unknown = new Mistakes();
        of(config, place, known, unknown);
        unknown.requireNone();
        return new ConfigurationFile(config, place, Optional.empty());
    }

    /**
     * Reads an object and collects the unknown keys, also those of the objects in it. They are read as the keys that
     * they were probably meant to be, so that one mistake does not cause others.
     */
    public static ConfigurationFile of(Config config, String place, Set<String> known, Mistakes mistakes) {
        Config meant = config;
        for (String key : new TreeMap<>(config.root()).keySet()) {
            if (!known.contains(key)) {
                ConfigValue value = config.root().get(key);
                mistakes.add(unknown(key, lineLess(place) + line(value), known));
                Optional<String> near = Spelling.nearest(key, known)
                        .filter(name -> !config.root().containsKey(name));
                meant = meant.withoutPath(quoted(key));
                meant = near.isEmpty() ? meant : meant.withValue(quoted(near.get()), value);
            }
        }
        return new ConfigurationFile(meant, place, Optional.of(mistakes));
    }

    private ConfigurationFile inner(Config inner, String innerPlace, Set<String> known) {
        return mistakes.map(collected -> of(inner, innerPlace, known, collected))
                .orElseGet(() -> of(inner, innerPlace, known));
    }

    /**
     * Reads a file.
     *
     * @param known all keys that it may have
     * @throws Failure if it cannot be read, is not valid HOCON, or has an unknown key
     */
    public static ConfigurationFile read(Path file, Set<String> known) {
        try {
            String place = file.toString();
            return of(resolved(parsed(Files.readString(file), place), place), place, known);
        } catch (IOException unreadable) {
            throw ConfigurationMessages.fileUnreadable(file);
        }
    }

    /**
     * Reads a file that is built into the program.
     *
     * @param resource its name, from the root of the resources
     * @param known all keys that it may have
     */
    public static ConfigurationFile builtIn(String resource, Set<String> known) {
        Config config = ConfigFactory.parseResources(
                ConfigurationFile.class.getClassLoader(),
                resource,
                ConfigParseOptions.defaults().setAllowMissing(false));
        return of(config.resolve(), resource, known);
    }

    /**
     * Returns the text of a file that is built into the program.
     *
     * @param resource its name, from the root of the resources
     */
    public static String builtInText(String resource) {
        try (InputStream stream = ConfigurationFile.class.getResourceAsStream("/" + resource)) {
            if (stream == null) {
                throw new IllegalStateException("The file " + resource + " is missing from the build.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Parses HOCON; a mistake is a failure that names the place. */
    static Config parsed(String text, String place) {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setOriginDescription(place));
        } catch (ConfigException broken) {
            throw ConfigurationMessages.invalidHocon(place, broken.getMessage());
        }
    }

    /** Resolves {@code ${…}}; a mistake is a failure that names the place. */
    static Config resolved(Config config, String place) {
        try {
            return config.resolve();
        } catch (ConfigException broken) {
            throw ConfigurationMessages.invalidHocon(place, broken.getMessage());
        }
    }

    /** Returns the file without the line of an outer object. */
    private static String lineLess(String place) {
        return place.replaceAll(":\\d+$", "");
    }

    private static String line(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line > 0 ? ":" + line : "";
    }

    /** Returns the failure for a key or name that is not among the known ones. */
    public static Failure unknown(String key, String place, Set<String> known) {
        return ConfigurationMessages.unknownKey(place, key, known);
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

    /** Returns the name that the object defines, which consists of lower-case letters, digits and underscores. */
    public String name() {
        String name = text("name");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw wrong("name", ConfigurationMessages.notAName());
        }
        return name;
    }

    /** Returns a text in both languages. */
    public Bilingual bilingual(String key) {
        ConfigurationFile words = object(key, LANGUAGES);
        return new Bilingual(words.text("zh"), words.text("en"));
    }

    public int number(String key) {
        return read(key, () -> config.getInt(quoted(key)));
    }

    /** Returns a duration greater than zero, such as {@code 10 minutes}. */
    public Duration duration(String key) {
        try {
            Duration duration = config.getDuration(quoted(key));
            if (duration.compareTo(Duration.ZERO) > 0) {
                return duration;
            }
        } catch (ConfigException notADuration) {
            // Reported below, like a duration of zero.
        }
        throw wrong(key, ConfigurationMessages.notADuration());
    }

    /** Returns a list of words, which may be written as one word; empty if the key is absent. */
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

    /** Returns a list of words, each of which must be a known one. */
    public List<String> knownWords(String key, Set<String> known) {
        List<String> words = words(key);
        words.stream().filter(word -> !known.contains(word)).findFirst().ifPresent(word -> {
            throw unknownWord(key, word, known);
        });
        return words;
    }

    /** Returns whether a switch is on; an absent one is off. */
    public boolean isTrue(String key) {
        return has(key) && read(key, () -> config.getBoolean(quoted(key)));
    }

    public boolean isObject(String key) {
        return has(key) && config.getValue(quoted(key)).valueType() == ConfigValueType.OBJECT;
    }

    public ConfigurationFile object(String key, Set<String> known) {
        return inner(read(key, () -> config.getConfig(quoted(key))), placeOf(key), known);
    }

    /** Returns an object whose keys are names chosen by the office. */
    public ConfigurationFile anyObject(String key) {
        return new ConfigurationFile(read(key, () -> config.getConfig(quoted(key))), placeOf(key), mistakes);
    }

    /** Returns a decimal number exactly as written. */
    public BigDecimal decimal(String key) {
        try {
            return new BigDecimal(text(key));
        } catch (NumberFormatException wrong) {
            throw wrong(key, ConfigurationMessages.notANumber());
        }
    }

    public List<ConfigurationFile> objects(String key, Set<String> known) {
        if (!has(key)) {
            return List.of();
        }
        return read(key, () -> config.getConfigList(quoted(key))).stream()
                .map(item -> inner(item, lineLess(place) + line(item.root()), known))
                .toList();
    }

    /** Returns a list of objects whose keys are names chosen by the office. */
    public List<ConfigurationFile> anyObjects(String key) {
        return read(key, () -> config.getConfigList(quoted(key))).stream()
                .map(item -> new ConfigurationFile(item, lineLess(place) + line(item.root()), mistakes))
                .toList();
    }

    /** Returns a list of objects; a word in the list is short for an object with that word under its first key. */
    public List<ConfigurationFile> objectsOrWords(String key, String first, Set<String> known) {
        return read(key, () -> config.getList(quoted(key))).stream()
                .map(item -> inner(
                        item instanceof ConfigObject object ? object.toConfig() : item.atKey(first),
                        lineLess(place) + line(item),
                        known))
                .toList();
    }

    /** Returns the file, and the line if known, as messages name it. */
    public String place() {
        return place;
    }

    /** Returns the keys of the object, sorted. */
    public Set<String> keys() {
        return new TreeMap<>(config.root()).keySet();
    }

    /** Returns the failure for a value that is invalid for the given reason. */
    public Failure wrong(String key, Bilingual reason) {
        return ConfigurationMessages.invalidValue(placeOf(key), key, reason, document());
    }

    /** Returns the failure for a name that is already in use. */
    public Failure nameInUse(String name) {
        return wrong("name", ConfigurationMessages.nameInUse(name));
    }

    /** Returns the failure for a word that is not among the known ones. */
    public Failure unknownWord(String key, String word, Set<String> known) {
        return wrong(key, ConfigurationMessages.unknownWord(word, known));
    }

    /** Returns the failure for a required key that is absent. */
    public Failure missing(String key) {
        return ConfigurationMessages.missingKey(place, key, document());
    }

    /** Returns the document that describes the file. */
    private String document() {
        return lineLess(place).matches("(.*/)?(tables|tests)/[^/]*") ? "docs/own-tables.md" : "docs/feeds.md";
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
            throw wrong(key, ConfigurationMessages.wrongType());
        }
    }

    private static String quoted(String key) {
        return com.typesafe.config.ConfigUtil.joinPath(key);
    }
}
