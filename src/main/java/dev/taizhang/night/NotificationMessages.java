package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.util.Map;
import java.util.Optional;

/** The text of a notification by e-mail, and the messages about notifications and their settings. */
final class NotificationMessages {
    private NotificationMessages() {}

    // E-mails

    /** Returns how a run ended, for the subject. */
    static Bilingual outcome(int exitCode) {
        if (exitCode == ExitCode.PUBLISHED.code()) {
            return new Bilingual("已发布", "published");
        }
        return exitCode == ExitCode.COPY_BEHIND.code()
                ? new Bilingual("已发布，有副本未更新", "published, a copy is out of date")
                : new Bilingual("未发布", "not published");
    }

    /** Returns the facts of a run and its message. */
    static Bilingual report(Bilingual programme, Bilingual outcome, Map<String, String> values) {
        // A run that failed has no release.
        Optional<String> release = Optional.ofNullable(values.get("release_number"));
        String accepted = values.get("rows_accepted");
        String rejected = values.get("rows_rejected");
        return new Bilingual(
                "%s，截止 %s：%s。%s运行 %s，退出码 %s。\n\n%s\n"
                        .formatted(
                                programme.zh(),
                                values.get("as_of_date"),
                                outcome.zh(),
                                release.map(number -> "发布 %s，接收 %s 行，退回 %s 行，".formatted(number, accepted, rejected))
                                        .orElse(""),
                                values.get("run_id"),
                                values.get("exit_code"),
                                values.get("message_zh")),
                "%s, as of %s: %s. %sRun %s, exit code %s.\n\n%s\n"
                        .formatted(
                                programme.en(),
                                values.get("as_of_date"),
                                outcome.en(),
                                release.map(number -> "Release %s; rows accepted %s, rejected %s. "
                                                .formatted(number, accepted, rejected))
                                        .orElse(""),
                                values.get("run_id"),
                                values.get("exit_code"),
                                values.get("message_en")));
    }

    // Notifications that were not delivered

    static Bilingual refusedByWebhook(int status) {
        return new Bilingual(
                "通知未被接受，状态码 " + status + "。", "The webhook did not accept the notification: status " + status + ".");
    }

    static Bilingual webhookUnreachable(Exception cause) {
        return new Bilingual("通知未能送达：" + cause + "。", "The webhook could not be reached: " + cause + ".");
    }

    static Bilingual mailNotSent(String place, Bilingual cause) {
        return new Bilingual(
                "邮件通知未能经 " + place + " 发出：" + cause.zh(),
                "The e-mail notification could not be sent through " + place + ": " + cause.en());
    }

    static Bilingual loginRefused(String answer) {
        return new Bilingual("服务器不接受用户名和口令：" + answer, "the server does not accept user and password: " + answer);
    }

    static Bilingual serverFailed(String cause) {
        return new Bilingual(cause, cause);
    }

    // Mistakes in webhook

    static Failure webhookBodyNotJson(ConfigurationFile webhook, String reason) {
        return webhook.wrong("body", new Bilingual("不是有效的 JSON：" + reason, "it is not valid JSON: " + reason));
    }

    static Failure wrongWebhookUrl(ConfigurationFile webhook) {
        return webhook.wrong("url", new Bilingual("须是 http 或 https 地址。", "it must be an http or https address."));
    }

    // Mistakes in mail

    static Failure notAServer(ConfigurationFile mail) {
        return mail.wrong(
                "server",
                new Bilingual(
                        "须是主机名，如 mail.example；端口写在 port。",
                        "it must be the name of a host, such as mail.example; its port belongs to port."));
    }

    static Failure notAPort(ConfigurationFile mail) {
        return mail.wrong("port", new Bilingual("须是 1 至 65535 的整数。", "it must be a whole number from 1 to 65535."));
    }

    static Failure notAnAddress(ConfigurationFile mail, String key, String address) {
        return mail.wrong(
                key,
                new Bilingual(
                        "“" + address + "”不是邮件地址，须如 office@mail.example。",
                        "\"" + address + "\" is not an e-mail address such as office@mail.example."));
    }

    static Failure noRecipient(ConfigurationFile mail) {
        return mail.wrong("to", new Bilingual("至少须有一个地址。", "it must have at least one address."));
    }

    static Failure passwordWithoutUser(ConfigurationFile mail) {
        return mail.wrong("password_file", new Bilingual("没有写 user。", "there is no user."));
    }

    static Failure noPassword(ConfigurationFile mail, String variable) {
        return mail.wrong(
                "user",
                new Bilingual(
                        "没有口令：password_file 和环境变量 " + variable + " 均未设置。",
                        "there is no password: neither password_file nor the environment variable " + variable
                                + " is set."));
    }

    static Failure passwordUnreadable(ConfigurationFile mail) {
        return mail.wrong(
                "password_file",
                new Bilingual(
                        "文件无法读取，或第一行为空；须是 UTF-8，对运行用户可读。",
                        "the file cannot be read, or its first line is empty; it must be in UTF-8 and readable by the"
                                + " user of the run."));
    }
}
