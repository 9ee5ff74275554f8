package dev.finwait.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.finwait.close.CloseBudget;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.linux.Linux;
import java.net.URL;
import org.junit.jupiter.api.Test;

/// The rules of docs/architecture.md for what may know what.
final class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.finwait");

    private static JavaClasses moduleOf(Class<?> member) {
        URL location = member.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter().importUrl(location);
    }

    private static DescribedPredicate<JavaClass> in(JavaClasses module) {
        return describe(
                "of the same module",
                type -> module.contain(type.getBaseComponentType().getName()));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.finwait.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void coreKnowsNothingOutsideTheJdk() {
        JavaClasses core = moduleOf(CloseBudget.class);
        classes()
                .should()
                .onlyDependOnClassesThat(in(core).or(resideInAPackage("java.."))
                        .or(resideInAPackage("javax.net.."))
                        .or(resideInAPackage("jdk.jfr.."))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(core);
    }

    @Test
    void linuxKnowsNeitherCausesNorReports() {
        JavaClasses linux = moduleOf(Linux.class);
        classes()
                .should()
                .onlyDependOnClassesThat(in(linux)
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("dev.finwait.close.spi"))
                        .or(resideInAPackage("dev.finwait.server.spi"))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(linux);
    }

    @Test
    void theDiagnosisKnowsNeitherSourcesNorOutputs() {
        JavaClasses diagnosis = moduleOf(Diagnosis.class);
        classes()
                .should()
                .onlyDependOnClassesThat(in(diagnosis)
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("dev.finwait.cause"))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(diagnosis);
    }

    @Test
    void sourcesOfFactsKnowNoRules() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.finwait.capture..", "dev.finwait.kernel..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.finwait.diagnosis", "dev.finwait.diagnosis.rule", "dev.finwait.diagnosis.verdict"))
                .check(ALL);
    }

    @Test
    void exportersKnowVerdictsAndNotWhereTheyComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("dev.finwait.export..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.finwait..")
                        .and(not(resideInAnyPackage(
                                "dev.finwait.export..",
                                "dev.finwait.cause",
                                "dev.finwait.diagnosis.facts",
                                "dev.finwait.diagnosis.verdict"))))
                .check(ALL);
    }

    @Test
    void onlyExportersKnowTheirProtocols() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.finwait.export..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.prometheus..", "io.opentelemetry.."))
                .check(ALL);
    }

    @Test
    void nobodyButTheCommandLineKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.finwait.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.finwait.cli..").or(resideInAPackage("picocli..")))
                .check(ALL);
    }

    @Test
    void theCommandLineKnowsNoSockets() {
        noClasses()
                .that()
                .resideInAPackage("dev.finwait.cli..")
                .should()
                .dependOnClassesThat(nameMatching("javax?\\.net\\..*Socket.*")
                        .or(nameMatching("java\\.nio\\.channels\\.(.*Socket.*|Selector|SelectionKey)")))
                .check(ALL);
    }

    @Test
    void commandsPrintWhereTheyAreToldTo() {
        noClasses()
                .that()
                .resideInAPackage("dev.finwait.cli..")
                .and()
                .resideOutsideOfPackage("dev.finwait.cli.main")
                .should()
                .accessTargetWhere(describe(
                        "prints to System.out or System.err",
                        access -> access.getOriginOwner() != access.getTargetOwner()
                                && access.getTargetOwner().isEquivalentTo(java.io.PrintStream.class)
                                && access.getTarget().getName().startsWith("print")))
                .check(ALL);
    }
}
