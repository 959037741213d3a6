package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.taizhang.commands.Commands;
import dev.taizhang.commands.TestInbox;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real servers, of HTTP and of mail, are told of a run that published and of one that could not. */
class RunNotificationTest {
    @TempDir
    private Path folder;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private int status = 200;
    private HttpServer server;
    private MailServer mail;
    private TestInbox office;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        mail = MailServer.open(form -> form);
        office = TestInbox.below(folder);
        Path settings = office.conf().resolve("taizhang.conf");
        office.configure(
                "taizhang.conf",
                Files.readString(settings) + "webhook { url = \"http://127.0.0.1:"
                        + server.getAddress().getPort()
                        + "/hook\", body = \"\"\"{\"msgtype\": \"text\", \"code\": {{exit_code}},"
                        + " \"text\": \"{{as_of_date}} {{release_number}} {{message_zh}} {{message_en}}\"}\"\"\" }\n"
                        + "mail { server = localhost, port = " + mail.port()
                        + ", from = \"office@mail.example\", to = \"chief@mail.example\", encryption = none }\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        mail.close();
    }

    private JsonNode told() throws IOException {
        assertThat(bodies).hasSize(1);
        return new ObjectMapper().readTree(bodies.remove(0));
    }

    @Test
    void aFailureAndAReleaseAreToldAndNoAnswerStopsANight() throws IOException, MessagingException {
        assertThat(office.nightly("2025-03-31").code()).isEqualTo(4);
        JsonNode failed = told();
        assertThat(failed.path("code").asInt()).isEqualTo(4);
        assertThat(failed.path("text").asText()).startsWith("2025-03-31  ").contains("收件目录");
        assertThat(mail.taken())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.getSubject()).isEqualTo("测试市 Test City 2025-03-31 未发布 not published"));

        // What the server answers, or that it is gone, stops no night.
        status = 500;
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        JsonNode published = told();
        assertThat(published.path("code").asInt()).isZero();
        assertThat(published.path("text").asText())
                .startsWith("2025-03-31 1 截至2025年3月31日")
                .contains("Test City");
        assertThat(mail.taken()).singleElement().satisfies(message -> {
            assertThat(message.getSubject()).isEqualTo("测试市 Test City 2025-03-31 已发布 published");
            assertThat(message.getContent().toString())
                    .contains("发布 1，接收 1 行，退回 0 行，运行 000001-2，退出码 0。", "截至2025年3月31日")
                    .contains("Release 1; rows accepted 1, rejected 0. Run 000001-2, exit code 0.", "31 March 2025");
        });
        server.stop(0);
        mail.close();
        assertThat(office.nightly("2025-03-31").code()).isZero();
        // The path of a webhook is often all that one needs to post there.
        assertThat(office.warehouse().resolve("runs/000002-1/run.log"))
                .content()
                .contains("通知未能送达")
                .doesNotContain("/hook");
        theDoctorAsksTheServerOfMail();
        aMistakeInItLeavesNoFolderOfARun();
    }

    private void theDoctorAsksTheServerOfMail() {
        Commands.Answer doctor = Commands.run(
                "doctor",
                "--conf",
                office.conf().toString(),
                "--inbox",
                folder.resolve("inbox").toString(),
                "--warehouse",
                office.warehouse().toString());
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out()).contains("通知 notifications", "key \"server\" is invalid", "Problems found: 1.");
    }

    /** The next night would take such a folder for that of a run to be done again, with its date. */
    private void aMistakeInItLeavesNoFolderOfARun() throws IOException {
        Path settings = office.conf().resolve("taizhang.conf");
        office.configure(
                "taizhang.conf",
                Files.readString(settings).replace("http://127", "ftp://127").replace("chief@", "chief"));
        Commands.Answer wrong = office.run("backfill", null, "--from", "2025-03-30", "--to", "2025-03-30");
        assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("it must be an http or https address.", "\"chiefmail.example\" is not an e-mail address");
        assertThat(office.warehouse().resolve("runs").toFile().list())
                .containsExactlyInAnyOrder("000001-1", "000001-2", "000002-1");
    }
}
