package dev.taizhang.definition;

import com.google.common.base.Suppliers;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * The one Hadoop configuration, for the warehouse, Delta Kernel, Spark and its tasks: the files of the site, then
 * Spark's settings {@code spark.hadoop.*}, then the requirements of the program.
 */
public final class HadoopConfiguration {
    /** Not a {@code core-site.xml}, which would replace the site's file of that name or be replaced by it. */
    private static final String REQUIREMENTS = "taizhang-site.xml";

    /** Read once, because the warehouse and each session ask for them. */
    private static final Supplier<Map<String, String>> REQUIRED =
            Suppliers.memoize(HadoopConfiguration::readRequirements);

    private HadoopConfiguration() {}

    public static Configuration read() {
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        requirements().forEach(hadoop::set);
        return hadoop;
    }

    /** Returns what the program requires, by key. */
    public static Map<String, String> requirements() {
        return REQUIRED.get();
    }

    private static Map<String, String> readRequirements() {
        Configuration file = new Configuration(false);
        file.addResource(HadoopConfiguration.class.getClassLoader().getResource(REQUIREMENTS));
        Map<String, String> requirements = new TreeMap<>();
        file.forEach(property -> requirements.put(property.getKey(), property.getValue()));
        return Collections.unmodifiableMap(requirements);
    }
}
