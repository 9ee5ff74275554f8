package dev.finwait.export.otel;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Takes what the SDK logs, which would be stack traces on standard error, and tells each message once, in one line.
final class SdkMessages extends Handler {
    private static final int DIFFERENT_MESSAGES = 20;

    /// Kept, since the JDK forgets loggers that nobody holds.
    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Consumer<String> notes;

    private SdkMessages(Consumer<String> notes) {
        this.notes = notes;
    }

    static SdkMessages to(Consumer<String> notes) {
        SdkMessages messages = new SdkMessages(notes);
        messages.setLevel(Level.WARNING);
        SDK.setUseParentHandlers(false);
        SDK.addHandler(messages);
        return messages;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            String message = Objects.toString(formatter.formatMessage(entry))
                    .lines()
                    .findFirst()
                    .orElse("");
            if (told.size() < DIFFERENT_MESSAGES && told.add(message)) {
                notes.accept("OpenTelemetry: " + message);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        SDK.removeHandler(this);
        SDK.setUseParentHandlers(true);
    }
}
