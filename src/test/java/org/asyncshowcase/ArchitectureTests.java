package org.asyncshowcase;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What may import what, as {@code package-info.java} of the root package says it. */
@AnalyzeClasses(packages = "org.asyncshowcase", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "org.asyncshowcase.";
    private static final String ROOMS = ROOT + "rooms.";
    private static final String EXAMPLE = ROOMS + "example..";

    @ArchTest
    static final ArchRule noRoomImportsAnother = slices().matching(ROOMS + "(*)..").should().notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(EXAMPLE));

    @ArchTest
    static final ArchRule theExampleImportsNothingElse = imports(EXAMPLE, EXAMPLE);

    @ArchTest
    static final ArchRule roomsImportNeitherTheGuardNorTheWebNorTheHouse =
            imports(ROOMS + ".", ROOMS + ".", ROOT + "feed..");

    /** Some wait for quotes, {@code quotes} publishes them. */
    @ArchTest
    static final ArchRule theOtherRoomsNeedNoFeed = noClasses().that().resideInAPackage(ROOMS + ".")
            .and().resideOutsideOfPackages(rooms("deferred", "stream", "socket", "reactive", "context", "textbook",
                    "quotes"))
            .should().dependOnClassesThat().resideInAPackage(ROOT + "feed..");

    /** However the quotes travel. */
    @ArchTest
    static final ArchRule roomsWaitForQuotesWithoutKnowingHowTheyTravel = noClasses()
            .that().resideInAnyPackage(ROOMS + ".", ROOT + "feed")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "feed.(*)");

    /** Each source stands for itself: a reader copies one. */
    @ArchTest
    static final ArchRule noSourceImportsAnother = slices().matching(ROOT + "feed.(*)").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheirSourcesKnowRabbitMqAndRedis = noClasses()
            .that().resideOutsideOfPackages(ROOT + "feed.amqp", ROOT + "feed.redis").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework.amqp..", "com.rabbitmq..", "redis.clients..");

    @ArchTest
    static final ArchRule onlyOrdersAndTheTransportKnowJms = noClasses()
            .that().resideOutsideOfPackages(ROOMS + "orders", ROOT + "feed.jms").should().dependOnClassesThat()
            .resideInAnyPackage("javax.jms..", "org.springframework.jms..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule onlyContextKnowsHowAContextIsCarried = noClasses()
            .that().resideOutsideOfPackages(ROOMS + "context", ROOT + "house..")
            .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule theFeedStandsAlone = imports(ROOT + "feed..", ROOT + "feed..");

    @ArchTest
    static final ArchRule theFeedKnowsNothingOfTheWeb = noClasses().that().resideInAPackage(ROOT + "feed..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("javax.servlet..", "org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule theWebStandsAlone = imports(ROOT + "web..", ROOT + "web..");

    @ArchTest
    static final ArchRule theSecurityStandsAlone = imports(ROOT + "security..", ROOT + "security..");

    @ArchTest
    static final ArchRule onlySecurityAndContextKnowSpringSecurity = noClasses()
            .that().resideOutsideOfPackages(ROOT + "security..", ROOMS + "context")
            .should().dependOnClassesThat().resideInAPackage("org.springframework.security..");

    /** It is a jar of its own, for any application. */
    @ArchTest
    static final ArchRule theGuardNeedsSpringAndTheServletApiAlone = classes().that().resideInAPackage(ROOT + "guard..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "guard..", "java..", "javax.management..",
                    "javax.servlet..", "org.springframework..", "org.apache.commons.logging..");

    @ArchTest
    static final ArchRule onlyTheHouseImportsTheHouse = noClasses().that().resideOutsideOfPackage(ROOT + "house..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "house..");

    private static String[] rooms(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = ROOMS + names[i];
        }
        return packages;
    }

    /** These import no others of our own classes. */
    private static ArchRule imports(String importing, String... allowed) {
        return classes().that().resideInAPackage(importing).should()
                .onlyDependOnClassesThat(DescribedPredicate.<JavaClass>not(resideInAPackage(ROOT + "."))
                        .or(resideInAnyPackage(allowed)));
    }
}
