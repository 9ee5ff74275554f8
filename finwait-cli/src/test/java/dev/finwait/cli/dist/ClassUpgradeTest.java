package dev.finwait.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ClassUpgradeTest {
    @TempDir
    private Path folder;

    private Path upgradedPicocli() throws Exception {
        Path original = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path upgraded = folder.resolve("picocli.jar");
        ClassUpgrade.main(new String[] {original.toString(), upgraded.toString()});
        return upgraded;
    }

    @Test
    void everyClassHasAFormatThatTheCacheTakes() throws Exception {
        try (JarFile jar = new JarFile(upgradedPicocli().toFile())) {
            assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".class")))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(entry -> assertThat(majorVersion(jar, entry.getName()))
                            .isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION));
        }
    }

    private static int majorVersion(JarFile jar, String name) throws IOException {
        return ClassFile.of()
                .parse(jar.getInputStream(jar.getEntry(name)).readAllBytes())
                .majorVersion();
    }

    @Test
    void theVerifierAcceptsEveryUpgradedClass() throws Exception {
        Path jar = upgradedPicocli();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                JarFile content = new JarFile(jar.toFile())) {
            assertThat(content.stream().map(entry -> entry.getName()).filter(name -> name.matches("picocli/C.*class")))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(name -> Class.forName(className(name), true, loader));
        }
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    }
}
