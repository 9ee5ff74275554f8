package dev.finwait.launcher;

import dev.finwait.capture.CaptureAnalysis;
import dev.finwait.cause.Cause;
import dev.finwait.cli.main.Main;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.export.VerdictSink;
import dev.finwait.kernel.KernelWatch;
import dev.finwait.lab.Lab;
import dev.finwait.linux.Linux;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.core.json.JsonFactory;

/// A copy of this project's scripts in a folder of its own, with a `mvn` that takes the classes under test for the
/// result of its build. The JDK is the one that runs the test, but it makes no ahead-of-time cache unless asked to:
/// that takes longer than all the rest.
final class Checkout {
    private static final String TOOLS = "/usr/bin:/bin";
    private static final Path REAL_JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final List<String> FILES =
            List.of("build", "finwait", "pom.xml", "etc/jdk.sh", "etc/maven.sh", "etc/dist.sh", "finwait-cli/pom.xml");

    /// One end of a script, and what it printed.
    record Ended(int status, String out, String err) {}

    private final Path root;
    private final Path bin;
    private Path javaHome;

    Checkout(Path folder) throws Exception {
        root = folder.resolve("a checkout, with spaces");
        bin = folder.resolve("bin");
        Files.createDirectories(bin);
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("finwait-cli/src/main"));
        for (String name : FILES) {
            Files.copy(Path.of("..", name), root.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        javaHome = jdk(folder.resolve("jdk"), "25.0.1", """
                case $1 in
                    -XX:AOTCacheOutput=*) exit 1 ;;
                    *) exec "%s/bin/java" "$@" ;;
                esac
                """.formatted(REAL_JAVA_HOME));
        pack(Files.createDirectories(folder.resolve("packed")));
    }

    /// Packs what the command needs, whether Maven runs this test on folders of classes or on jars.
    private static void pack(Path packed) throws Exception {
        Path lib = Files.createDirectories(packed.resolve("lib"));
        pack(Main.class, packed.resolve("finwait-cli-test.jar"));
        pack(CommandLine.class, lib.resolve("picocli-test.jar"));
        pack(Cause.class, lib.resolve("core.jar"));
        pack(Linux.class, lib.resolve("linux.jar"));
        pack(Lab.class, lib.resolve("lab.jar"));
        pack(Diagnosis.class, lib.resolve("diagnosis.jar"));
        pack(CaptureAnalysis.class, lib.resolve("capture.jar"));
        pack(KernelWatch.class, lib.resolve("kernel.jar"));
        pack(VerdictSink.class, lib.resolve("export.jar"));
        pack(JsonFactory.class, lib.resolve("jackson.jar"));
    }

    private static void pack(Class<?> type, Path jar) throws Exception {
        Path location = locationOf(type);
        if (Files.isDirectory(location)) {
            packFolder(location, jar);
        } else {
            Files.copy(location, jar);
        }
    }

    private static void packFolder(Path classes, Path packed) throws IOException {
        try (OutputStream file = Files.newOutputStream(packed);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, jar);
            }
        }
    }

    private static Path locationOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    Path root() {
        return root;
    }

    /// A `mvn` of this version that builds, and notes each build in the file `builds`.
    void mavenBuilds(String version) throws IOException {
        maven(version, """
                echo "$@" >> ../builds
                mkdir -p finwait-cli/target/lib
                cp ../packed/lib/*.jar finwait-cli/target/lib/
                cp ../packed/finwait-cli-test.jar finwait-cli/target/
                """);
    }

    /// A `mvn` of this version that fails to build.
    void mavenFails(String version) throws IOException {
        maven(version, "echo no network\nexit 1\n");
    }

    private void maven(String version, String build) throws IOException {
        script(bin.resolve("mvn"), """
                #!/bin/sh
                if [ "$1" = --version ]; then
                    echo "Apache Maven %s"
                    exit
                fi
                """.formatted(version) + build);
    }

    /// Runs the scripts with the whole JDK that runs the test.
    void jdkMakesCache() {
        javaHome = REAL_JAVA_HOME;
    }

    /// A folder that looks like the home of a JDK of this version, whose `java` is a script.
    static Path jdk(Path home, String version, String java) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "#!/bin/sh\n" + java);
        script(home.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
        return home;
    }

    Path dist() {
        return root.resolve("finwait-cli/target/dist");
    }

    static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// How often Maven has built.
    List<String> builds() throws IOException {
        Path builds = root.resolveSibling("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    /// Starts a script in this folder, with these variables on top of an otherwise empty environment.
    Process start(Path folder, Map<String, String> variables, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin + ":" + TOOLS);
        builder.environment().put("HOME", root.getParent().toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    /// Runs a script in this folder until it ends.
    Ended run(Path folder, Map<String, String> variables, String... command) throws Exception {
        return end(start(folder, variables, command));
    }

    /// Runs `finwait` from the root of the checkout.
    Ended finwait(String... args) throws Exception {
        return run(
                root,
                Map.of(),
                Stream.concat(Stream.of("./finwait"), Stream.of(args)).toArray(String[]::new));
    }

    /// Waits for the end of a script that prints no more than a pipe holds.
    static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }
}
