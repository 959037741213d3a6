import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * A YARN of one machine, which writes the settings of its clients into a folder. Prints the address of its page, and ends with its
 * standard input.
 */
final class Yarn {
    private Yarn() {}

    public static void main(String[] arguments) {
        try {
            serve(Path.of(arguments[0]));
            Runtime.getRuntime().halt(0);
        } catch (Throwable failed) {
            // Its threads would keep the process.
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(Path clients) throws Exception {
        Configuration configuration = new YarnConfiguration();
        configuration.set("fs.defaultFS", "file:///");
        // The application master and two executors of this size.
        configuration.set("yarn.scheduler.minimum-allocation-mb", "256");
        configuration.set("yarn.nodemanager.disk-health-checker.enable", "false");
        configuration.set("yarn.nodemanager.vmem-check-enabled", "false");
        configuration.set("yarn.nodemanager.pmem-check-enabled", "false");
        configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
        configuration.set("yarn.scheduler.capacity.root.queues", "default");
        configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
        configuration.set("yarn.nodemanager.delete.debug-delay-sec", "600");
        MiniYARNCluster cluster = new MiniYARNCluster("yarn", 1, 1, 1);
        cluster.init(configuration);
        cluster.start();
        if (!cluster.waitForNodeManagersToConnect(60_000)) {
            throw new IllegalStateException("No node manager has connected.");
        }
        Files.createDirectories(clients);
        try (OutputStream out = Files.newOutputStream(clients.resolve("yarn-site.xml"))) {
            cluster.getConfig().writeXml(out);
        }
        System.out.println("http://" + cluster.getConfig().get(YarnConfiguration.RM_WEBAPP_ADDRESS));
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
