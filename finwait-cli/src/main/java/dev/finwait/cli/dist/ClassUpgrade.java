package dev.finwait.cli.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// Copies a jar and lifts its oldest classes to the format of Java 8, with the stack maps that this format has.
///
/// The JDK's ahead-of-time cache leaves out classes of the format before Java 6, and the JVM verifies them by a slow
/// old algorithm at each start. picocli is compiled to that format; this makes the start of `finwait` three times as
/// quick.
public final class ClassUpgrade {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private final ClassFile format;

    private ClassUpgrade(ClassHierarchyResolver classes) {
        format = ClassFile.of(ClassHierarchyResolverOption.of(classes), StackMapsOption.GENERATE_STACK_MAPS);
    }

    /// Copies one jar to another place.
    ///
    /// @param jars the jar to read, and the jar to write
    /// @throws IOException if one of them cannot be read or written
    public static void main(String[] jars) throws IOException {
        copy(Path.of(jars[0]), Path.of(jars[1]));
    }

    static void copy(Path from, Path to) throws IOException {
        try (JarFile source = new JarFile(from.toFile());
                URLClassLoader classes = loader(from);
                OutputStream file = Files.newOutputStream(to);
                JarOutputStream target = new JarOutputStream(file)) {
            ClassUpgrade upgrade = new ClassUpgrade(ClassHierarchyResolver.ofResourceParsing(classes));
            for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                target.putNextEntry(new ZipEntry(entry.getName()));
                target.write(upgrade.upgraded(
                        entry.getName(), source.getInputStream(entry).readAllBytes()));
            }
        }
    }

    private static URLClassLoader loader(Path jar) throws MalformedURLException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private byte[] upgraded(String name, byte[] content) {
        if (!name.endsWith(".class")) {
            return content;
        }
        ClassModel parsed = format.parse(content);
        return parsed.majorVersion() < FIRST_WITH_STACK_MAPS ? format.transformClass(parsed, toJava8()) : content;
    }

    /// Passing each method body through makes the writer compute its stack map.
    private static ClassTransform toJava8() {
        return ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen(ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0)));
    }
}
