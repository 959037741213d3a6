package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Names;
import dev.taizhang.definition.PasswordSource;
import dev.taizhang.definition.Settings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The e-mail that notifies the office of a run.
 *
 * @param file its settings, which a refusal of the server names
 * @param settings the settings of the office
 * @param from the address of the sender
 * @param to the addresses of the recipients
 * @param password the place of the password; empty if the server asks for none
 * @param timeout the longest time for which a connection, an answer or the receipt of a text is waited for
 */
record Mail(
        ConfigurationFile file,
        Settings settings,
        InternetAddress from,
        List<InternetAddress> to,
        Optional<PasswordSource> password,
        Duration timeout)
        implements NotificationChannel {
    private static final Set<String> KEYS =
            Set.of("server", "port", "from", "to", "user", "password_file", "encryption");

    /** The ways to encrypt, with the port on which servers expect each. */
    private static final Map<String, Integer> PORTS = Map.of("none", 25, "starttls", 587, "tls", 465);

    private static final String PASSWORD_VARIABLE = "TAIZHANG_MAIL_PASSWORD";

    /** Reads the mail of the settings; empty if they have none. A mistake is a failure that names its line. */
    static Optional<Mail> of(Settings settings, Duration timeout) {
        if (!settings.file().has("mail")) {
            return Optional.empty();
        }
        ConfigurationFile file = settings.file().object("mail", KEYS);
        if (!file.text("server").matches("[\\w.-]+|[0-9a-fA-F:]+:[0-9a-fA-F:.]*")) {
            throw NotificationMessages.notAServer(file);
        }
        file.knownWords("encryption", PORTS.keySet());
        if (port(file) < 1 || port(file) > 65535) {
            throw NotificationMessages.notAPort(file);
        }
        List<String> recipients = file.words("to");
        if (recipients.isEmpty()) {
            throw file.has("to") ? NotificationMessages.noRecipient(file) : file.missing("to");
        }
        return Optional.of(new Mail(
                file,
                settings,
                address(file, "from", file.text("from")),
                recipients.stream().map(address -> address(file, "to", address)).toList(),
                password(file),
                timeout));
    }

    private static String encryption(ConfigurationFile file) {
        return file.optionalText("encryption").orElse("starttls");
    }

    private static int port(ConfigurationFile file) {
        return file.has("port") ? file.number("port") : PORTS.get(encryption(file));
    }

    private static InternetAddress address(ConfigurationFile file, String key, String text) {
        try {
            if (text.chars().noneMatch(Character::isISOControl)) {
                InternetAddress address = new InternetAddress(text, true);
                address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
                return address;
            }
        } catch (MessagingException | IOException notAnAddress) {
            // Reported below.
        }
        throw NotificationMessages.notAnAddress(file, key, Names.shown(text));
    }

    private static Optional<PasswordSource> password(ConfigurationFile file) {
        Optional<String> passwordFile = file.optionalText("password_file");
        if (!file.has("user")) {
            if (passwordFile.isPresent()) {
                throw NotificationMessages.passwordWithoutUser(file);
            }
            return Optional.empty();
        }
        PasswordSource source = new PasswordSource(passwordFile, PASSWORD_VARIABLE);
        try {
            if (!source.read().isEmpty()) {
                return Optional.of(source);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // Reported below, like an empty file.
        }
        throw passwordFile.isPresent()
                ? NotificationMessages.passwordUnreadable(file)
                : NotificationMessages.noPassword(file, PASSWORD_VARIABLE);
    }

    @Override
    public String place() {
        return file.text("server") + ":" + port(file);
    }

    @Override
    public void check() {
        try {
            connected(session()).close();
        } catch (AuthenticationFailedException refused) {
            throw file.wrong("user", cause(refused));
        } catch (MessagingException | IOException failed) {
            throw file.wrong("server", cause(failed));
        }
    }

    @Override
    public Optional<Bilingual> send(Map<String, String> values) {
        try {
            Session session = session();
            MimeMessage message = message(session, values);
            try (Transport server = connected(session)) {
                server.sendMessage(message, message.getAllRecipients());
            }
            return Optional.empty();
        } catch (MessagingException | IOException failed) {
            return Optional.of(NotificationMessages.mailNotSent(place(), cause(failed)));
        }
    }

    private Session session() {
        Properties properties = new Properties();
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail.smtp." + wait, Long.toString(timeout.toMillis()));
        }
        // The answer to a farewell would be waited for as well.
        properties.setProperty("mail.smtp.quitwait", "false");
        // A recipient whom the server does not know keeps no one else from the text.
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.auth", Boolean.toString(password.isPresent()));
        properties.setProperty(
                "mail.smtp.ssl.enable", Boolean.toString(encryption(file).equals("tls")));
        for (String key : List.of("enable", "required")) {
            properties.setProperty(
                    "mail.smtp.starttls." + key,
                    Boolean.toString(encryption(file).equals("starttls")));
        }
        return Session.getInstance(properties);
    }

    private Transport connected(Session session) throws MessagingException, IOException {
        Transport server = session.getTransport("smtp");
        if (password.isPresent()) {
            server.connect(
                    file.text("server"),
                    port(file),
                    file.text("user"),
                    password.get().read());
        } else {
            server.connect(file.text("server"), port(file), null, null);
        }
        return server;
    }

    private MimeMessage message(Session session, Map<String, String> values) throws MessagingException {
        Bilingual programme = settings.programmeName();
        Bilingual outcome = NotificationMessages.outcome(Integer.parseInt(values.get("exit_code")));
        Bilingual report = NotificationMessages.report(programme, outcome, values);
        String subject = String.join(
                " ",
                settings.language().line(programme),
                values.get("as_of_date"),
                settings.language().line(outcome));
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
        // A line break would begin another header.
        message.setSubject(subject.replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        message.setText(report.zh() + "\n" + report.en(), StandardCharsets.UTF_8.name());
        // Keeps programs from answering.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Returns why the server did not accept something, on one line. */
    private static Bilingual cause(Exception failed) {
        StringBuilder causes = new StringBuilder();
        for (Throwable next = failed; next != null; next = next.getCause()) {
            String message = String.valueOf(next.getMessage()).strip();
            if (causes.indexOf(message) < 0) {
                causes.append(causes.isEmpty() ? "" : ": ").append(message);
            }
        }
        String line = Names.shown(causes.toString().replaceAll("\\s+", " "));
        return failed instanceof AuthenticationFailedException
                ? NotificationMessages.loginRefused(line)
                : NotificationMessages.serverFailed(line);
    }
}
