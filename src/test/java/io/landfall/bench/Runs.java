package io.landfall.bench;

import io.landfall.faults.Looker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole processes, from start to end: ours and the one that a user would run instead. */
final class Runs {
    private static final Pattern OBJECTS = Pattern.compile("\"count\":(\\d+)");

    private Runs() {}

    /**
     * @param seconds of the whole process
     * @param cpu seconds of processor time of the whole process
     * @param look seconds of the look in it; the same where that is all
     * @param again seconds of the last look in it; the same where there is one
     */
    record Took(long files, double seconds, double cpu, double look, double again) {}

    /** @param out what it printed, without what others of its kind print before */
    private record Ran(String out, double seconds, double cpu) {}

    /** {@code rclone size}, configured by its environment. */
    static Took rclone(Map<String, String> config, String folder) throws IOException, InterruptedException {
        ProcessBuilder rclone = new ProcessBuilder("rclone", "size", "--json", "--config", "/dev/null", "B:" + folder);
        rclone.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
        config.forEach((key, value) -> rclone.environment().put("RCLONE_CONFIG_B_" + key, value));
        Ran ran = timed(rclone);
        Matcher count = OBJECTS.matcher(ran.out());
        if (!count.find()) {
            throw new IOException("rclone says " + ran.out());
        }
        return new Took(Long.parseLong(count.group(1)), ran.seconds(), ran.cpu(), ran.seconds(), ran.seconds());
    }

    /** {@link OneLook} in a JVM with this much heap, with the flags of the launcher's commands. */
    static Took landfall(String heap, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OneLook.class.getName()));
        command.addAll(List.of(args));
        Ran ran = timed(new ProcessBuilder(command));
        String[] said = ran.out().substring(ran.out().lastIndexOf('\n') + 1).split(" ");
        if (!said[1].equals("0")) {
            throw new IOException(said[1] + " files are said to be bad");
        }
        return new Took(
                Long.parseLong(said[0]),
                ran.seconds(),
                ran.cpu(),
                Long.parseLong(said[2]) / 1e3,
                Long.parseLong(said[said.length - 1]) / 1e3);
    }

    /** Runs it in a shell, which knows what it took. */
    private static Ran timed(ProcessBuilder what) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\"; } 2>&1", "-"));
        command.addAll(what.command());
        String out = output(what.command(command)).strip();
        int line = out.lastIndexOf('\n');
        String[] times = out.substring(line + 1).split(" ");
        return new Ran(
                out.substring(0, line).strip(),
                Double.parseDouble(times[0]),
                Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }

    /** The folder of the slot that {@link OneLook} looks for. */
    static String folder() {
        return Looker.FOLDER;
    }

    static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(builder.command().get(0) + " ended with " + process.exitValue() + ": " + out);
        }
        return out;
    }
}
