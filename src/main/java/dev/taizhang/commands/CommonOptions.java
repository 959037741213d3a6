package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.MachineRequirements;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that most commands share: the folders of the configuration and the warehouse. */
final class CommonOptions {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "配置目录，缺省为项目的 conf。 Configuration folder; the project's conf by default.")
    private Path conf;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = {
                "台账库目录，或 hdfs://、s3a:// 地址；缺省为项目的 warehouse。",
                "Warehouse folder, or an address such as hdfs://…; the project's warehouse by default."
            })
    private String warehouse;

    /** Returns the folder of the project, which the launcher passes. */
    static Path home() {
        return Path.of(System.getProperty("taizhang.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Returns the options of this command line with a blank before each, for a command that is to find the same warehouse. */
    String given() {
        return (conf == null ? "" : " --conf " + word(conf.toString()))
                + (warehouse == null ? "" : " --warehouse " + word(warehouse));
    }

    /** Returns a path as a word of the shell. */
    static String word(String path) {
        return path.matches("[\\p{L}\\p{N}_./][\\p{L}\\p{N}_./:-]*") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    Configuration configuration() {
        return Configuration.read(folder());
    }

    /** Returns the configuration as far as it is right, and collects the mistakes in its files. */
    Configuration configuration(Mistakes mistakes) {
        return Configuration.read(folder(), mistakes);
    }

    private Path folder() {
        return conf == null ? home().resolve("conf") : conf;
    }

    /**
     * Returns the warehouse. The command line takes precedence over the configuration, and the configuration over the
     * project's own folder.
     */
    Warehouse warehouse(Configuration configuration) {
        String folder = Optional.ofNullable(warehouse)
                .or(() -> configuration.settings().warehouse())
                .orElseGet(() -> home().resolve("warehouse").toString());
        return warehouseAt(folder);
    }

    /** Returns the warehouse in a folder, or in a store if the folder is an address. */
    static Warehouse warehouseAt(String folder) {
        MachineRequirements.requireTemporary();
        return Warehouse.at(folder, HadoopConfiguration.read());
    }
}
