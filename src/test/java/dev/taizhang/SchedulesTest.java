package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code jobs/schedule} for cron, systemd, Airflow and DolphinScheduler: each has the form that its scheduler
 * reads, starts {@code jobs/nightly} and does with each exit code what a table by hand says.
 */
class SchedulesTest {
    private static final Path SCHEDULES = Path.of("jobs/schedule");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands for the project's folder in the files. */
    private static final String HOME = "/opt/taizhang";

    private static final long MOST_SECONDS = 60;

    /** Ends with the next of the codes in a file, and with the last one from then on. */
    private static final String NIGHTLY = """
            #!/bin/bash
            here=${0%/*}
            echo "nightly $*" >> "$here/log"
            mapfile -t codes < "$here/codes"
            if [ "${codes[0]}" = wait ]; then
                trap 'echo TERM >> "$here/log"; exit 143' TERM
                echo ready >> "$here/log"
                while true; do /bin/sleep 0.1; done
            fi
            if [ ${#codes[@]} -gt 1 ]; then printf '%s\n' "${codes[@]:1}" > "$here/codes"; fi
            exit "${codes[0]}"
            """;

    private static final String SLEEP = """
            #!/bin/bash
            echo "sleep $1" >> "$LOG"
            """;

    @TempDir
    private Path folder;

    private Path project;

    /** How a command ended, and what it printed on both channels. */
    private record Ended(int code, String output) {}

    @BeforeEach
    void layOut() throws IOException {
        project = folder.resolve("项 目");
        Files.createDirectories(project.resolve("jobs/schedule"));
        script(project.resolve("jobs/nightly"), NIGHTLY);
        script(project.resolve("jobs/schedule/nightly"), Files.readString(SCHEDULES.resolve("nightly")));
        script(Files.createDirectories(folder.resolve("bin")).resolve("sleep"), SLEEP);
    }

    @ParameterizedTest
    @CsvSource({
        // codes of the attempts, attempts, minutes between them, code of the end
        "0, 1, '', 0",
        "1, 4, 10 10 10, 1",
        "2, 1, '', 2",
        "3, 1, '', 3",
        "4, 17, 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30, 4",
        "5, 4, 10 10 10, 5",
        "6, 4, 10 10 10, 0",
        "10, 1, '', 10",
        "129, 1, '', 129",
        "130, 1, '', 130",
        "137, 1, '', 137",
        "143, 1, '', 143",
        "5 0, 2, 10, 0",
        "4 4 1 0, 4, 30 30 10, 0",
        "4 5 3, 3, 30 10, 3",
        "1 6 0, 3, 10 10, 0",
        "5 1 6 1, 4, 10 10 10, 1",
    })
    void theScriptTriesAgainWhereThatCanHelp(String codes, int attempts, String minutes, int end) throws Exception {
        Ended ended = runWith(codes, List.of("jobs/schedule/nightly", "--as-of", "2025-03-31"));

        assertThat(ended.code()).isEqualTo(end);
        List<String> log = log();
        assertThat(log).filteredOn("nightly --as-of 2025-03-31"::equals).hasSize(attempts);
        assertThat(log.stream()
                        .filter(line -> line.startsWith("sleep "))
                        .map(line -> String.valueOf(Integer.parseInt(line.substring("sleep ".length())) / 60))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(minutes);
        assertThat(ended.output().contains("Published, but a copy is behind")).isEqualTo(codes.equals("6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void aSignalOfTheSchedulerReachesTheRun(String signal) throws Exception {
        assumeTrue(!isIgnored(signal), "A check under nohup or in the background ignores this signal; skipped.");
        Files.writeString(project.resolve("jobs/codes"), "wait\n");
        Process process = start(List.of("jobs/schedule/nightly"));
        while (!Files.exists(project.resolve("jobs/log")) || !log().contains("ready")) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20);
        }

        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();

        assertThat(end(process).code()).isEqualTo(143);
        assertThat(log()).contains("TERM");
    }

    @Test
    void cronStartsTheScriptAtHalfPastTwo() throws Exception {
        List<String> lines = Files.readAllLines(SCHEDULES.resolve("crontab")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("MAILTO=\\w+");
        String[] fields = lines.get(1).split("\\s+", 6);
        assertThat(List.of(fields).subList(0, 5)).containsExactly("30", "2", "*", "*", "*");
        // Cron ends a command at this sign.
        assertThat(fields[5]).doesNotContain("%");
        startsTheNight(fields[5]);
    }

    @Test
    void systemdStartsTheRunAndRetriesWhereThatCanHelp() throws Exception {
        String service = Files.readString(SCHEDULES.resolve("taizhang.service"));

        assertThat(setting(service, "ExecStart")).isEqualTo(HOME + "/jobs/nightly");
        assertThat(setting(service, "Restart")).isEqualTo("on-failure");
        List<String> never =
                List.of(setting(service, "RestartPreventExitStatus").split(" "));
        assertThat(never)
                .contains("2", "3", "4", "7", "129", "130", "137", "143")
                .doesNotContain("1", "5", "6");
        assertThat(setting(Files.readString(SCHEDULES.resolve("taizhang.timer")), "OnCalendar"))
                .isEqualTo("*-*-* 02:30:00 Asia/Shanghai");
    }

    @Test
    void systemdAcceptsItsUnits() throws Exception {
        assumeTrue(isThere("systemd-analyze"), "systemd-analyze is not installed; the units are not verified.");
        // The path of a unit needs quotes if it has blanks, as that of the tests may.
        Path home = Files.createSymbolicLink(folder.resolve("home"), Path.of("").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify"));
        for (String unit : List.of("taizhang.service", "taizhang.timer")) {
            command.add(Files.writeString(
                            folder.resolve(unit),
                            Files.readString(SCHEDULES.resolve(unit)).replace(HOME, home.toString()))
                    .toString());
        }

        // A machine may have faults in its other units.
        assertThat(end(start(command)).output().lines().filter(line -> line.contains("taizhang")))
                .isEmpty();
    }

    @Test
    void airflowDoesWithEachExitCodeWhatItMeans() throws Exception {
        Map<String, String> outcomes = Map.of(
                "0", "done",
                "1", "retried",
                "2", "failed",
                "3", "failed",
                "4", "looks again",
                "5", "retried",
                "6", "done with a warning",
                "7", "failed",
                "137", "failed",
                "143", "failed");

        assertThat(airflow(outcomes.keySet()).get("outcomes")).isEqualTo(JSON.valueToTree(outcomes));
    }

    @Test
    void airflowRunsOneNightAtATime() throws Exception {
        JsonNode declared = airflow(Set.of("0"));

        assertThat(declared.get("dags")).singleElement().satisfies(dag -> {
            assertThat(dag.get("schedule").textValue()).isEqualTo("30 2 * * *");
            assertThat(dag.at("/start_date/tz").textValue()).isEqualTo("Asia/Shanghai");
            assertThat(dag.get("catchup").booleanValue()).isFalse();
            assertThat(dag.get("max_active_runs").intValue()).isEqualTo(1);
        });
        assertThat(declared.get("tasks")).singleElement().satisfies(task -> {
            assertThat(task.get("mode").textValue()).isEqualTo("reschedule");
            assertThat(task.get("retries").intValue()).isEqualTo(3);
            assertThat(task.get("retry_delay").intValue()).isEqualTo(600);
            assertThat(task.get("poke_interval").intValue()).isEqualTo(1800);
            assertThat(task.get("timeout").intValue()).isEqualTo(8 * 3600);
        });
        assertThat(declared.get("commands"))
                .singleElement()
                .satisfies(command -> assertThat(command.textValue()).isEqualTo(HOME + "/jobs/nightly"));
        assertThat(declared.get("signals")).hasSize(1);
    }

    /** The file runs with stand-ins for Airflow's modules, because Airflow itself is a large installation. */
    private JsonNode airflow(Set<String> codes) throws Exception {
        assumeTrue(isThere("python3"), "python3 is not installed; the file for Airflow is not run.");
        List<String> command = new ArrayList<>(List.of(
                "python3",
                "-B",
                Path.of("src/test/resources/schedule/airflow_stubs.py")
                        .toAbsolutePath()
                        .toString(),
                SCHEDULES.resolve("airflow.py").toAbsolutePath().toString()));
        command.addAll(codes);
        Ended ended = end(start(command));
        assertThat(ended.code()).as(ended.output()).isZero();
        return JSON.readTree(ended.output());
    }

    @Test
    void dolphinSchedulerImportsTheWorkflow() throws Exception {
        JsonNode file = JSON.readTree(SCHEDULES.resolve("dolphinscheduler.json").toFile());

        assertThat(file).hasSize(1);
        JsonNode workflow = file.get(0);
        assertThat(fields(workflow))
                .containsExactlyInAnyOrder(
                        "workflowDefinition", "workflowTaskRelationList", "taskDefinitionList", "schedule");
        JsonNode task = workflow.at("/taskDefinitionList/0");
        JsonNode relation = workflow.at("/workflowTaskRelationList/0");
        assertThat(workflow.get("taskDefinitionList")).hasSize(1);
        assertThat(workflow.get("workflowTaskRelationList")).hasSize(1);
        // The fields of DolphinScheduler 3.3 that an import reads, by hand from its classes of these names.
        assertThat(Set.of(
                        "code",
                        "name",
                        "version",
                        "releaseState",
                        "description",
                        "globalParams",
                        "globalParamList",
                        "flag",
                        "locations",
                        "timeout",
                        "executionType"))
                .containsAll(fields(workflow.get("workflowDefinition")));
        assertThat(Set.of(
                        "name",
                        "workflowDefinitionCode",
                        "workflowDefinitionVersion",
                        "preTaskCode",
                        "preTaskVersion",
                        "postTaskCode",
                        "postTaskVersion",
                        "conditionType",
                        "conditionParams"))
                .containsAll(fields(relation));
        assertThat(Set.of(
                        "code",
                        "name",
                        "version",
                        "description",
                        "taskType",
                        "taskParams",
                        "flag",
                        "isCache",
                        "taskPriority",
                        "workerGroup",
                        "environmentCode",
                        "failRetryTimes",
                        "failRetryInterval",
                        "timeoutFlag",
                        "timeoutNotifyStrategy",
                        "timeout",
                        "delayTime",
                        "resourceIds",
                        "taskGroupId",
                        "taskGroupPriority",
                        "cpuQuota",
                        "memoryMax",
                        "taskExecuteType"))
                .containsAll(fields(task));
        // The first task follows none, and every code names the one workflow and the one task.
        assertThat(relation.get("preTaskCode").longValue()).isZero();
        assertThat(relation.get("postTaskCode")).isEqualTo(task.get("code"));
        JsonNode code = workflow.at("/workflowDefinition/code");
        assertThat(relation.get("workflowDefinitionCode")).isEqualTo(code);
        assertThat(workflow.at("/schedule/workflowDefinitionCode")).isEqualTo(code);
        assertThat(JSON.readTree(workflow.at("/workflowDefinition/locations").textValue()))
                .singleElement()
                .satisfies(place -> assertThat(place.get("taskCode")).isEqualTo(task.get("code")));
        assertThat(workflow.at("/workflowDefinition/executionType").textValue()).isEqualTo("SERIAL_DISCARD");
        // Quartz counts seconds first.
        assertThat(workflow.at("/schedule/crontab").textValue()).isEqualTo("0 30 2 * * ? *");
        assertThat(workflow.at("/schedule/timezoneId").textValue()).isEqualTo("Asia/Shanghai");
        // DolphinScheduler retries after any code, so the script does it.
        assertThat(task.get("failRetryTimes").intValue()).isZero();
        assertThat(task.get("taskType").textValue()).isEqualTo("SHELL");
        assertThat(fields(task.get("taskParams")))
                .containsExactlyInAnyOrder("localParams", "rawScript", "resourceList");
        startsTheNight(task.at("/taskParams/rawScript").textValue());
    }

    /** The command of a schedule starts the night, tries again after 5, and ends with the code of the night. */
    private void startsTheNight(String command) throws Exception {
        Ended ended = runWith("5 3", List.of("bash", "-c", command.replace(HOME, "\"" + project + "\"")));

        assertThat(ended.code()).as(ended.output()).isEqualTo(3);
        assertThat(log()).containsExactly("nightly ", "sleep 600", "nightly ");
    }

    private static Set<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static String setting(String unit, String key) {
        Optional<String> line =
                unit.lines().filter(each -> each.startsWith(key + "=")).findFirst();
        return line.orElseThrow().substring(key.length() + 1);
    }

    private Ended runWith(String codes, List<String> command) throws Exception {
        Files.writeString(project.resolve("jobs/codes"), codes.replace(' ', '\n') + "\n");
        return end(start(command));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("LOG", project.resolve("jobs/log").toString());
        return builder.start();
    }

    private File output() {
        return folder.resolve("output").toFile();
    }

    private Ended end(Process process) throws Exception {
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(output().toPath());
        assertThat(ended).as(printed).isTrue();
        return new Ended(process.exitValue(), printed);
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(project.resolve("jobs/log"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Whether this process was started to ignore a signal, which its children then do as well. */
    private static boolean isIgnored(String signal) throws IOException {
        int bit = Map.of("HUP", 0, "INT", 1, "TERM", 14).get(signal);
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line ->
                        (Long.parseLong(line.substring("SigIgn:".length()).strip(), 16) >> bit & 1) == 1);
    }
}
