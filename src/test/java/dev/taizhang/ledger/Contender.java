package dev.taizhang.ledger;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A process that asks for the lock of a warehouse at each moment that it is given, in milliseconds, and says whether it has it: 0, or
 * the exit code of a run without it. It gives it back at the next line.
 */
final class Contender {
    private Contender() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Warehouse warehouse = Warehouse.at(arguments[0], HadoopConfiguration.read());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String moment = in.readLine(); moment != null; moment = in.readLine()) {
            Thread.sleep(Math.max(0, Long.parseLong(moment) - System.currentTimeMillis()));
            try (RunLock lock = RunLock.acquire(warehouse, arguments[1])) {
                System.out.println(lock == null ? "?" : ExitCode.PUBLISHED.code());
                in.readLine();
            } catch (Failure refused) {
                System.out.println(refused.exitCode().code());
                in.readLine();
            }
            System.out.println("ended");
        }
    }
}
