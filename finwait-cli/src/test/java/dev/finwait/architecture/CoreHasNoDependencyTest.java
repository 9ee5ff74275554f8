package dev.finwait.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.CloseBudget;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// finwait-core brings nothing along: not into a class path, not into a module graph.
final class CoreHasNoDependencyTest {
    private static final String AT_RUN_TIME =
            "/project/dependencies/dependency[not(scope = 'test') and not(scope = 'provided')]/artifactId";

    @Test
    void coreAndItsParentDeclareNoDependencyForRunTime() throws Exception {
        assertThat(select("pom.xml", AT_RUN_TIME)).isEmpty();
        assertThat(select("finwait-core/pom.xml", AT_RUN_TIME)).isEmpty();
    }

    @Test
    void theSearchForDependenciesFindsThoseThatExist() throws Exception {
        assertThat(select("finwait-cli/pom.xml", AT_RUN_TIME)).contains("picocli", "finwait-core");
        assertThat(select("finwait-core/pom.xml", "/project/artifactId")).containsExactly("finwait-core");
    }

    @Test
    void theModuleNeedsOnlyTheJdk() throws Exception {
        Path core = Path.of(CloseBudget.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor descriptor =
                ModuleFinder.of(core).find("dev.finwait.core").orElseThrow().descriptor();
        assertThat(descriptor.requires())
                .filteredOn(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .contains("java.base")
                .isSubsetOf("java.base", "jdk.jfr");
        assertThat(descriptor.requires()).extracting(Requires::name).isSubsetOf("java.base", "jdk.jfr", "org.jspecify");
    }

    private static List<String> select(String pom, String path) throws Exception {
        File file = new File("..", pom);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add(nodes.item(i).getTextContent());
        }
        return found;
    }
}
