package dev.finwait.capture.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What tshark makes of a capture, written as [Decoded#line] writes it.
final class Tshark {
    private static final List<String> FIELDS = List.of(
            "frame.number",
            "frame.time_epoch",
            "frame.protocols",
            "ip.src",
            "ip.dst",
            "ipv6.src",
            "ipv6.dst",
            "tcp.srcport",
            "tcp.dstport",
            "tcp.seq_raw",
            "tcp.ack_raw",
            "tcp.flags",
            "tcp.window_size_value",
            "tcp.len");

    private Tshark() {}

    /// Whether it is installed.
    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("tshark", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The TCP segments of a capture.
    static List<String> lines(Path capture) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        for (String preference : List.of(
                "ip.defragment:FALSE",
                "ipv6.defragment:FALSE",
                "tcp.desegment_tcp_streams:FALSE",
                "tcp.analyze_sequence_numbers:FALSE")) {
            command.addAll(List.of("-o", preference));
        }
        // Of several headers of a kind the last one: the innermost.
        command.addAll(List.of("-T", "fields", "-E", "occurrence=l", "-E", "separator=;"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Path errors = Files.createTempFile("tshark", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] fields = line.split(";", -1);
                if (isSegment(fields)) {
                    lines.add(line(fields));
                }
            }
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("tshark failed: " + Files.readString(errors));
        }
        Files.delete(errors);
        return lines;
    }

    /// An ICMP error quotes the header of a segment, and is none.
    private static boolean isSegment(String[] fields) {
        return !fields[9].isEmpty() && !fields[13].isEmpty() && !fields[2].contains("icmp");
    }

    private static String line(String[] fields) {
        String protocols = ":" + fields[2].substring(0, fields[2].indexOf(":tcp"));
        boolean ipv6 = protocols.lastIndexOf(":ipv6") > protocols.lastIndexOf(":ip:") && !protocols.endsWith(":ip");
        return "%s %s %s > %s seq %s ack %s flags %02x win %s len %s"
                .formatted(
                        fields[0],
                        fields[1],
                        endpoint(fields[ipv6 ? 5 : 3], fields[7]),
                        endpoint(fields[ipv6 ? 6 : 4], fields[8]),
                        fields[9],
                        fields[10],
                        Integer.decode(fields[11]) & 0xff,
                        fields[12],
                        fields[13]);
    }

    private static String endpoint(String address, String port) {
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }
}
