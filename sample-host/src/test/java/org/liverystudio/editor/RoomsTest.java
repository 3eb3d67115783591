package org.liverystudio.editor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;

/** The rooms of the editor and who may know whom; docs/decisions tells why. */
@AnalyzeClasses(packages = "org.liverystudio.editor", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String EDITOR = "org.liverystudio.editor";

    @ArchTest
    static final ArchRule arrowsPointInwards =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("image")
                    .definedBy(EDITOR + ".image..")
                    .layer("document")
                    .definedBy(EDITOR + ".document..")
                    .layer("edit")
                    .definedBy(EDITOR + ".edit..")
                    .layer("paint")
                    .definedBy(EDITOR + ".paint..")
                    .layer("format")
                    .definedBy(EDITOR + ".format..")
                    .layer("app")
                    .definedBy(EDITOR + ".app..")
                    .layer("plugin")
                    .definedBy(EDITOR + ".plugin..")
                    .layer("ui")
                    .definedBy(EDITOR + ".ui..")
                    .layer("cli")
                    .definedBy(EDITOR + ".cli..")
                    .layer("sample")
                    .definedBy(EDITOR + ".sample..")
                    .whereLayer("image")
                    .mayNotAccessAnyLayer()
                    .whereLayer("document")
                    .mayOnlyAccessLayers("image")
                    .whereLayer("edit")
                    .mayOnlyAccessLayers("image", "document")
                    .whereLayer("paint")
                    .mayOnlyAccessLayers("image", "document", "edit")
                    .whereLayer("format")
                    .mayOnlyAccessLayers("image", "document")
                    .whereLayer("sample")
                    .mayOnlyAccessLayers("image", "document", "format")
                    .whereLayer("app")
                    .mayOnlyAccessLayers("image", "document", "edit", "format")
                    .whereLayer("plugin")
                    .mayOnlyAccessLayers("image", "document", "edit", "format", "app")
                    .whereLayer("ui")
                    .mayOnlyAccessLayers(
                            "image", "document", "edit", "paint", "format", "app", "plugin")
                    .whereLayer("cli")
                    .mayOnlyAccessLayers("image", "document", "edit", "format", "app", "plugin");

    @ArchTest
    static final ArchRule roomsDoNotGoRound =
            slices().matching(EDITOR + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyUiKnowsJavaFx =
            onlyIn("ui", "javafx..", "atlantafx..", "org.kordamp.ikonli..")
                    .because("commands run where there is no screen");

    @ArchTest
    static final ArchRule onlyPluginKnowsPf4j =
            onlyIn("plugin", "org.pf4j..")
                    .because("every call into foreign code goes through one guard");

    @ArchTest static final ArchRule onlyCliKnowsPicocli = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule theEditorKnowsNoAi =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.liverystudio.ai..", "ai.djl..")
                    .because("the AI is a plugin like any other");

    @ArchTest
    static final ArchRule stdoutIsForResults =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(EDITOR + ".Main")
                    .and()
                    .resideOutsideOfPackage(EDITOR + ".sample..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("commands get their terminal, and other rooms have none");

    private static ClassesShouldConjunction onlyIn(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(EDITOR + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
