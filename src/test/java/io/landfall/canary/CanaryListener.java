package io.landfall.canary;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.LoggerFactory;

/** Keeps what all tests write to stdout, stderr and the log, exceptions with all their causes. */
public final class CanaryListener implements TestExecutionListener {
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            Canaries.note(Canaries.Way.LOG, event.getLoggerName() + " " + event.getFormattedMessage());
            if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
                note(proxy.getThrowable());
            }
        }
    };

    /** For each test class, where they are shared out to several processes: before each the streams may be new ones. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (Canaries.folder().isEmpty()) {
            return;
        }
        boolean first = Canaries.begin();
        if (!(System.out instanceof Tee)) {
            System.setOut(new Tee(System.out, Canaries.Way.OUT));
        }
        if (!(System.err instanceof Tee)) {
            System.setErr(new Tee(System.err, Canaries.Way.ERR));
        }
        if (first && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            log.setContext(root.getLoggerContext());
            log.start();
            root.addAppender(log);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(CanaryListener::note);
    }

    private static void note(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        Canaries.note(Canaries.Way.EXCEPTION, text.toString());
    }

    /** Hands on and keeps. */
    private static final class Tee extends PrintStream {
        Tee(PrintStream there, Canaries.Way way) {
            super(
                    new OutputStream() {
                        @Override
                        public void write(int b) {
                            there.write(b);
                            Canaries.note(way, new byte[] {(byte) b});
                        }

                        @Override
                        public void write(byte[] bytes, int from, int length) {
                            there.write(bytes, from, length);
                            Canaries.note(way, Arrays.copyOfRange(bytes, from, from + length));
                        }

                        @Override
                        public void flush() throws IOException {
                            there.flush();
                        }
                    },
                    true,
                    StandardCharsets.UTF_8);
        }
    }
}
