package dev.taizhang.night;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFiles;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.DeliveryReadings;
import dev.taizhang.ledger.KeptConfigurations;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.validated.DeliveryDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The definitions by which the runs of a warehouse have read its deliveries. */
public final class KeptDefinitions {
    private KeptDefinitions() {}

    /**
     * Returns the definitions of all configurations but one, by the hash of the configuration.
     *
     * @throws Failure if one of them is not kept or damaged, or if this program cannot read it
     */
    public static Map<String, DeliveryDefinitions> of(
            Warehouse warehouse, List<DeliveryReadings.Reading> readings, String without) {
        KeptConfigurations configurations = new KeptConfigurations(warehouse);
        Map<String, DeliveryDefinitions> definitions = new TreeMap<>();
        readings.stream()
                .filter(reading -> !reading.configurationHash().equals(without))
                .forEach(reading -> definitions.computeIfAbsent(
                        reading.configurationHash(),
                        hash -> read(
                                reading,
                                configurations
                                        .files(hash)
                                        .orElseThrow(() -> NightMessages.configurationNotKept(reading.fileName())))));
        return definitions;
    }

    private static DeliveryDefinitions read(DeliveryReadings.Reading reading, ConfigurationFiles files) {
        try {
            return DeliveryDefinitions.of(Configuration.of(Path.of("conf-" + reading.night()), files));
        } catch (Failure unreadable) {
            throw NightMessages.configurationOfOtherVersion(reading.fileName(), unreadable);
        }
    }
}
