package dev.finwait.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.launcher.Checkout.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LauncherTest {
    private static final Map<String, String> NO_EXTRAS = Map.of();

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        checkout = new Checkout(folder);
        checkout.mavenBuilds("3.9.9");
    }

    @Test
    void theFirstUseBuildsAndSaysSoAndTheNextDoesNot() throws Exception {
        checkout.jdkMakesCache();
        Ended first = checkout.finwait("--version");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("finwait ").hasLineCount(1);
        assertThat(first.err()).isEqualTo("finwait: building finwait (first use, about a minute) ...\n");
        assertThat(checkout.finwait("--version")).isEqualTo(new Ended(0, first.out(), ""));
        assertThat(checkout.builds()).hasSize(1);
        assertThat(checkout.dist().resolve("finwait.aot")).isNotEmptyFile();
    }

    @Test
    void aJdkThatMakesNoCacheWillDo() throws Exception {
        assertThat(checkout.finwait("--version").status()).isZero();
        assertThat(checkout.dist().resolve("finwait.aot")).doesNotExist();
        assertThat(checkout.finwait("--version"))
                .matches(second -> second.status() == 0 && second.err().isEmpty());
    }

    @Test
    void theExitStatusPassesThrough() throws Exception {
        checkout.finwait("--version");
        Ended ended = checkout.finwait("hepl");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).hasLineCount(1).contains("did you mean 'help'?");
    }

    @Test
    void twoFirstUsesAtTheSameTimeBuildOnce() throws Exception {
        Process one = checkout.start(checkout.root(), NO_EXTRAS, "./finwait", "--version");
        Process other = checkout.start(checkout.root(), NO_EXTRAS, "./finwait", "--version");
        assertThat(Checkout.end(one).status()).isZero();
        assertThat(Checkout.end(other).status()).isZero();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void theLockOfADeadProcessIsBroken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path target = Files.createDirectories(checkout.root().resolve("target"));
        Files.createSymbolicLink(target.resolve("finwait.lock"), Path.of(Long.toString(dead.pid())));
        assertThat(checkout.finwait("--version").status()).isZero();
        assertThat(target.resolve("finwait.lock")).doesNotExist();
    }

    @Test
    void newerSourcesAreBuiltAgain() throws Exception {
        checkout.finwait("--version");
        Files.setLastModifiedTime(
                checkout.root().resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(checkout.finwait("--version").err()).contains("its sources have changed");
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void itRunsThroughASymbolicLinkFromAnyFolder() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path absolute = Files.createSymbolicLink(
                elsewhere.resolve("fw"), checkout.root().resolve("finwait"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("fw2"), Path.of("fw"));
        assertThat(checkout.run(elsewhere, NO_EXTRAS, absolute.toString(), "--version")
                        .status())
                .isZero();
        assertThat(checkout.run(elsewhere, NO_EXTRAS, "./" + relative.getFileName(), "--version")
                        .status())
                .isZero();
        assertThat(checkout.run(elsewhere, NO_EXTRAS, "sh", "fw2", "--version").status())
                .isZero();
    }

    @Test
    void aFailedBuildIsOneLineThatNamesTheLog() throws Exception {
        checkout.mavenFails("3.9.9");
        Ended ended = checkout.finwait("--version");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList().getLast()).startsWith("finwait: the build failed. Its log: ");
        String log = ended.err().strip().replaceFirst("(?s).* Its log: ", "");
        assertThat(Path.of(log)).hasContent("no network");
        assertThat(checkout.root().resolve("target/finwait.lock")).doesNotExist();
    }

    @Test
    void aMavenThatIsTooOldIsToldWithTheCure() throws Exception {
        checkout.mavenBuilds("3.6.3");
        for (String script : new String[] {"./build", "./finwait"}) {
            Ended ended = checkout.run(checkout.root(), NO_EXTRAS, script);
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.err())
                    .hasLineCount(1)
                    .contains("Finwait is built by Maven 3.8.7 or newer")
                    .contains("is 3.6.3")
                    .contains("Install a newer one");
        }
        assertThat(checkout.builds()).isEmpty();
    }

    @Test
    void aJavaThatIsTooOldIsPassedOver() throws Exception {
        Path old = Checkout.jdk(folder.resolve("java-17"), "17.0.15", "exit 1");
        Path fitting = Checkout.jdk(folder.resolve(".sdkman/candidates/java/998"), "998.0.1", "exit 1");
        assertThat(search("998", old)).isEqualTo(fitting + "\n");
    }

    @Test
    void theFirstJavaThatDidNotFitIsTold() throws Exception {
        Path old = Checkout.jdk(folder.resolve("java-8"), "1.8.0_402", "exit 1");
        assertThat(search("998", old)).isEqualTo("none, but Java 1.8.0_402 in " + old + "\n");
    }

    /// What a search for a JDK of this version says when `JAVA_HOME` is this folder.
    private String search(String version, Path javaHome) throws Exception {
        Path script = folder.resolve("search");
        Checkout.script(script, """
                #!/bin/sh
                set -eu
                . "$1/etc/jdk.sh"
                if find_jdk "$2"; then echo "$jdk"; else echo "none, but $java_seen"; fi
                """);
        Map<String, String> variables = Map.of("JAVA_HOME", javaHome.toString());
        return checkout.run(
                        folder, variables, script.toString(), checkout.root().toString(), version)
                .out();
    }

    @Test
    void buildHandsItsArgumentsToMaven() throws Exception {
        Ended ended =
                checkout.run(folder, NO_EXTRAS, checkout.root().resolve("build").toString(), "clean", "-Dx=a b");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).startsWith("build: Maven 3.9.9 on ").hasLineCount(1);
        assertThat(checkout.builds()).singleElement().asString().endsWith("clean -Dx=a b");
    }

    @Test
    void buildLeavesNothingToBuildForTheLauncher() throws Exception {
        assertThat(checkout.run(checkout.root(), NO_EXTRAS, "./build").status()).isZero();
        assertThat(checkout.finwait("--version").err()).isEmpty();
        assertThat(checkout.builds()).singleElement().asString().endsWith("verify");
    }
}
