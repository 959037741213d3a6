package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.SharedStorage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs on an S3 that fails now and then, and on one whose keys expire. With {@code --long} only. */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailingS3Test {
    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static Path calm;
    private static SharedStorage s3;
    private static String warehouse;

    @BeforeAll
    static void runTheUndisturbedNights() throws Exception {
        office = FaultTest.office(folder.resolve("office"));
        calm = folder.resolve("calm");
        s3 = SharedStorage.s3(folder.resolve("s3"));
        warehouse = s3.root() + "/warehouse";
        FaultTest.firstMonth(office);
        assertThat(Commands.nightly(office.conf(), office.inbox(), calm, "2025-02-28")
                        .code())
                .isZero();
        assertThat(ended(started("2025-02-28"))).as(err()).isZero();
        FaultTest.secondMonth(office);
        assertThat(Commands.nightly(office.conf(), office.inbox(), calm, "2025-03-31")
                        .code())
                .isZero();
    }

    @AfterAll
    static void stop() {
        if (s3 != null) {
            s3.close();
        }
    }

    @Test
    @Order(1)
    void whereTheKeysExpireTheReleaseBeforeStaysWhole() throws Exception {
        Process night = started("2025-03-31");
        while (!err().contains(" ledger ")) {
            assertThat(night.isAlive()).as(err()).isTrue();
            Thread.sleep(50);
        }
        s3.become("expired");
        int code = ended(night);
        s3.become("sound");

        assertThat(code).as(err()).isEqualTo(2);
        assertThat(err())
                .contains("存储拒绝访问", "The storage refuses access to s3a://", "What is published is not affected")
                .doesNotContain("\tat ");
        Path before = folder.resolve("before");
        s3.copy(warehouse, before.toString());
        Commands.Answer answer = Commands.query(office.conf(), before, "csv", FaultTest.ANSWERS);
        assertThat(answer.out().lines()).contains("release,1", "overview,2", "deliveries,1");
    }

    /** Some requests fail, and of some that have been done the answer is lost: what has been written must be recognised. */
    @Test
    @Order(2)
    void whereRequestsFailTheSameFiguresArePublished() throws Exception {
        s3.become("failing");
        int code = ended(started("2025-03-31"));
        s3.become("sound");

        assertThat(code).as(err()).isZero();
        Path published = folder.resolve("published");
        s3.copy(warehouse, published.toString());
        assertThat(PublishedContent.exports(published)).isEqualTo(PublishedContent.exports(calm));
        assertThat(PublishedContent.digests(published)).isEqualTo(PublishedContent.digests(calm));
    }

    private static Process started(String asOf) throws IOException {
        List<String> options = s3.hadoop().entrySet().stream()
                .map(key -> "-Dspark.hadoop." + key.getKey() + "=" + key.getValue())
                .toList();
        List<String> command = new ArrayList<>(
                Commands.java(options, System.getProperty("java.class.path") + File.pathSeparator + s3.clientJars()));
        command.add(Taizhang.class.getName());
        command.addAll(List.of(
                Commands.words("nightly", Commands.nightlyOptions(office.conf(), office.inbox(), warehouse, asOf))));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static int ended(Process night) throws InterruptedException {
        // A lease that nobody renews is waited for.
        assertThat(night.waitFor(10, java.util.concurrent.TimeUnit.MINUTES)).isTrue();
        return night.exitValue();
    }

    private static String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}
