package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taizhang.commands.TestInbox;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Settings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The e-mails that a real server receives, and the servers that refuse them or do not answer. */
class MailTest {
    private static final Map<String, String> PUBLISHED = Map.of(
            "programme", "测试市",
            "run_id", "000012-1",
            "as_of_date", "2025-03-31",
            "release_number", "12",
            "rows_accepted", "120",
            "rows_rejected", "3",
            "exit_code", "6",
            "message_zh", "共 8 个项目。",
            "message_en", "There are 8 projects.");

    @TempDir
    private static Path keys;

    /** The certificate of this machine, which none but a test trusts. */
    private static SSLContext certificate;

    @TempDir
    private Path folder;

    private TestInbox office;
    private String settings;

    @BeforeAll
    static void certify() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = keys.resolve("keys.p12");
        char[] password = "changeit".toCharArray();
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(password))
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore pair = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            pair.load(file, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(pair, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", pair.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        certificate = SSLContext.getInstance("TLS");
        certificate.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
        settings = Files.readString(office.conf().resolve("taizhang.conf"));
        Files.writeString(folder.resolve("password"), MailServer.PASSWORD + "\n");
    }

    private Settings settings(String mail) throws IOException {
        office.configure("taizhang.conf", settings + "mail {\n" + mail + "\n}\n");
        return Configuration.read(office.conf()).settings();
    }

    private Mail mail(String more) throws IOException {
        return Mail.of(
                        settings("server = localhost, from = \"台账 <taizhang@office.example>\", to = \"chief@office.example\"\n"
                                + more),
                        Duration.ofSeconds(5))
                .orElseThrow();
    }

    private String login(MailServer server, String encryption) {
        return "port = " + server.port() + ", encryption = " + encryption + ", user = \"" + MailServer.USER
                + "\", password_file = \"" + folder.resolve("password") + "\"";
    }

    private static String text(MimeMessage message) throws MessagingException, IOException {
        return message.getContent().toString().replace("\r", "");
    }

    @Test
    void aRunIsReportedInBothLanguages() throws IOException, MessagingException {
        try (MailServer server = MailServer.open(form -> form)) {
            Mail mail =
                    mail("port = " + server.port() + ", encryption = none, to = [\"a@office.example\", \"b@office.example\"]");
            mail.check();
            assertThat(mail.place()).isEqualTo("localhost:" + server.port());
            assertThat(mail.send(PUBLISHED)).isEmpty();

            assertThat(server.recipients()).containsExactly("a@office.example", "b@office.example");
            MimeMessage message = server.taken().get(0);
            assertThat(message.getSubject())
                    .isEqualTo(
                            "测试市 Test City 2025-03-31 已发布，有副本未更新 published, a copy is out of date");
            assertThat(message.getFrom()[0]).hasToString("=?UTF-8?B?5Y+w6LSm?= <taizhang@office.example>");
            assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getSentDate()).isNotNull();
            assertThat(text(message)).isEqualTo("""
                    测试市，截止 2025-03-31：已发布，有副本未更新。发布 12，接收 120 行，退回 3 行，运行 000012-1，退出码 6。

                    共 8 个项目。

                    Test City, as of 2025-03-31: published, a copy is out of date. Release 12; rows accepted 120, rejected 3. Run 000012-1, exit code 6.

                    There are 8 projects.
                    """);
        }
    }

    @Test
    void aFailureIsReportedWithItsRemedyAndANameStaysInItsHeader() throws IOException, MessagingException {
        settings = settings.replace("name_en = \"Test City\"", "name_en = \"Test\\nBcc: thief@mail.example\"")
                + "language = en\n";
        try (MailServer server = MailServer.open(form -> form)) {
            Mail mail = mail("port = " + server.port() + ", encryption = none");
            new RunNotification(List.of(mail), mail.settings().programmeName(), "000013-1", LocalDate.of(2025, 4, 1))
                    .failed(Failure.usage(new Bilingual("没有报表。", "No file."), new Bilingual("请补报。", "Send one.")));

            MimeMessage message = server.taken().get(0);
            assertThat(message.getSubject()).isEqualTo("Test Bcc: thief@mail.example 2025-04-01 not published");
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(text(message))
                    .contains("未发布。运行 000013-1，退出码 2。\n\n没有报表。请补报。\n")
                    .endsWith("not published. Run 000013-1, exit code 2.\n\nNo file. Send one.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void aServerIsTrustedByItsCertificateOnly(String encryption) throws IOException, GeneralSecurityException {
        try (MailServer server = MailServer.open(form -> MailServer.withLogin(
                encryption.equals("tls")
                        ? form.serverSocketFactory(certificate)
                        : form.enableTLS().requireTLS().startTlsSocketFactory(certificate)))) {
            Mail mail = mail(login(server, encryption));
            assertThat(notSent(mail)).contains("PKIX path building failed");
            assertThat(server.recipients()).isEmpty();

            SSLContext usual = SSLContext.getDefault();
            SSLContext.setDefault(certificate);
            try {
                mail.check();
                assertThat(mail.send(PUBLISHED)).isEmpty();
                assertThat(server.recipients()).containsExactly("chief@office.example");
                // The certificate is for another name.
                assertThat(notSent(mail("server = 127.0.0.1, " + login(server, encryption)))).isNotEmpty();
            } finally {
                SSLContext.setDefault(usual);
            }
        }
    }

    /** Returns why a mail was not sent; the password is nowhere in it. */
    private static String notSent(Mail mail) {
        Bilingual problem = mail.send(PUBLISHED).orElseThrow();
        assertThat(problem.zh()).startsWith("邮件通知未能经 " + mail.place() + " 发出：");
        assertThat(problem.en()).startsWith("The e-mail notification could not be sent through " + mail.place() + ": ");
        assertThat(problem.line() + mail).doesNotContain("s3cret", "\n", "\tat ");
        return problem.en();
    }

    @Test
    void withoutTheEncryptionThatIsWantedNoPasswordLeaves() throws IOException {
        try (MailServer server = MailServer.open(MailServer::withLogin)) {
            assertThat(notSent(mail(login(server, "starttls")))).contains("STARTTLS is required");
            assertThat(notSent(mail(login(server, "tls")))).contains("Unsupported or unrecognized SSL message");
        }
    }

    @Test
    void aWrongPasswordIsNamedWithItsPlace() throws IOException {
        try (MailServer server = MailServer.open(MailServer::withLogin)) {
            mail(login(server, "none")).check();
            Files.writeString(folder.resolve("password"), "s3cret2");
            Mail mail = mail(login(server, "none"));
            assertThat(notSent(mail)).contains("does not accept user and password: 535 ");
            Failure refused = catchThrowableOfType(Failure.class, mail::check);
            assertThat(refused.message().zh())
                    .contains("taizhang.conf:", "键“user”有误：服务器不接受用户名和口令：535 ")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void aServerThatDoesNotAnswerOrIsGoneCostsNoMoreThanTheLimit() throws IOException {
        int port;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            for (String encryption : List.of("none", "starttls", "tls")) {
                Mail mail = Mail.of(
                                mail("port = " + port + ", encryption = " + encryption).settings(),
                                Duration.ofMillis(100))
                        .orElseThrow();
                assertThat(notSent(mail)).containsIgnoringCase("timed out");
            }
        }
        Mail gone = mail("port = " + port + ", encryption = none");
        assertThat(notSent(gone)).contains("Connection refused");
        assertThatThrownBy(gone::check).hasMessageContaining("\"server\" is invalid").hasMessageContaining("refused");
    }

    @Test
    void portsFollowTheEncryption() throws IOException {
        Map<String, String> ports = new TreeMap<>();
        for (String encryption : List.of("none", "starttls", "tls")) {
            ports.put(encryption, mail("encryption = " + encryption).place());
        }
        assertThat(ports)
                .isEqualTo(Map.of("none", "localhost:25", "starttls", "localhost:587", "tls", "localhost:465"));
        assertThat(mail("").place()).isEqualTo("localhost:587");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            to = []                          | to            | 至少须有一个地址。            | it must have at least one address.
            to = null                        | to            | 缺少键“to”。                  | the key "to" is missing.
            to = ["a@b.example", chief]      | to            | “chief”不是邮件地址           | "chief" is not an e-mail address
            from = "a@b.example\\r\\nBcc: c@d.e" | from      | “a@b.example\\u000D\\nBcc: c@d.e”不是邮件地址 | is not an e-mail address
            from = "a@b.example, c@d.example" | from         | 不是邮件地址                  | is not an e-mail address
            server = "mail.example:25"       | server        | 端口写在 port                 | its port belongs to port
            server = ""                      | server        | 须是主机名                    | it must be the name of a host
            port = 0                         | port          | 须是 1 至 65535 的整数。      | a whole number from 1 to 65535.
            port = smtp                      | port          | 类型不符。                    | it is of the wrong type.
            encryption = ssl                 | encryption    | 没有“ssl”，可用的有：none, starttls, tls。 | there is no "ssl"; available: none, starttls, tls.
            user = taizhang                  | user          | 没有口令                      | neither password_file nor the environment variable TAIZHANG_MAIL_PASSWORD is set.
            user = taizhang, password_file = "/nowhere" | password_file | 文件无法读取      | the file cannot be read
            user = taizhang, password_file = "/dev/null" | password_file | 或第一行为空     | or its first line is empty
            password_file = "/dev/null"      | password_file | 没有写 user。                 | there is no user.
            password = s3cret                | password      | 无法识别的键“password”        | unknown key "password"
            """)
    void aMistakeIsReportedWithItsLine(String lines, String key, String zh, String en) throws IOException {
        Settings wrong = settings("server = mail.example\nfrom = \"a@b.example\"\nto = \"c@d.example\"\n" + lines);
        Failure mistake = catchThrowableOfType(Failure.class, () -> NotificationChannel.of(wrong));
        assertThat(mistake.message().zh()).containsPattern("taizhang.conf:\\d+：").contains(key, zh);
        assertThat(mistake.message().en()).contains(key, en).doesNotContain("s3cret");
        assertThat(mistake.remedy().en()).containsAnyOf("docs/feeds.md", "Did you mean \"password_file\"?");
    }

    @Test
    void withoutMailNothingIsSent() throws IOException {
        office.configure("taizhang.conf", settings);
        assertThat(Mail.of(Configuration.read(office.conf()).settings(), Duration.ofSeconds(1)))
                .isEqualTo(Optional.empty());
    }
}
