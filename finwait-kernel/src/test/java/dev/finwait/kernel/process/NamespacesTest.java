package dev.finwait.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class NamespacesTest {
    @TempDir
    private Path proc;

    private void link(String namespace) throws IOException {
        Path folder = Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(folder.resolve("pid"), Path.of(namespace));
    }

    private void secondProcess(String name) throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("2")).resolve("comm"), name + "\n");
    }

    private Path settings() throws IOException {
        return Files.createDirectories(proc.resolve("sys/net/core"));
    }

    @Test
    void onlyTheFirstNetworkHasTheSettingsOfAll() throws IOException {
        assertThat(new Namespaces(proc).isFirstNetwork())
                .as("nothing to be seen")
                .isTrue();
        Files.createFile(settings().resolve("somaxconn"));
        assertThat(new Namespaces(proc).isFirstNetwork()).isFalse();
        Files.createFile(settings().resolve("netdev_max_backlog"));
        assertThat(new Namespaces(proc).isFirstNetwork()).isTrue();
    }

    @Test
    void theFirstProcessNamespaceHasAKnownNumber() throws IOException {
        link("pid:[4026531836]");
        assertThat(new Namespaces(proc).isProcOfHost()).isTrue();
    }

    @Test
    void inAnotherProcessNamespaceTheProcOfTheHostIsKnownByItsKernelThreads() throws IOException {
        link("pid:[4026532281]");
        secondProcess("nginx");
        assertThat(new Namespaces(proc).isProcOfHost()).isFalse();
        secondProcess("kthreadd");
        assertThat(new Namespaces(proc).isProcOfHost()).isTrue();
    }

    @Test
    void aProcessNamespaceWithASingleProcessIsNotTheHosts() throws IOException {
        link("pid:[4026532281]");
        assertThat(new Namespaces(proc).isProcOfHost()).isFalse();
    }
}
