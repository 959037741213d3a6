package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark throws when a master has ended a run, as it was seen with workers that could not start an executor. */
class UnexpectedFailureTest {
    private static final String MASTER = "spark.master";

    @AfterEach
    void withoutMaster() {
        System.clearProperty(MASTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was created at:",
                "Job 3 cancelled because SparkContext was shut down",
                "Exiting due to error from cluster scheduler: Master removed our application: FAILED"
            })
    void aClusterThatEndedTheRunIsNamed(String message) {
        System.setProperty(MASTER, "spark://127.0.0.1:7077");

        Failure failure = UnexpectedFailure.of(new RuntimeException("a stage", new IllegalStateException(message)));

        assertThat(failure.exitCode().code()).isEqualTo(1);
        assertThat(failure.message().zh()).startsWith("集群结束了本次运行。").contains("worker 的日志");
        assertThat(failure.message().en())
                .startsWith("The cluster ended this run.")
                .contains("their logs");
    }

    @Test
    void withoutAClusterItIsUnexpected() {
        assertThat(UnexpectedFailure.of(new IllegalStateException("a stopped SparkContext"))
                        .message()
                        .en())
                .contains("failed unexpectedly");
    }
}
