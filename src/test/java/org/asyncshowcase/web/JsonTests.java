package org.asyncshowcase.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class JsonTests {

    @Test
    void leavesNothingOnTheThreadThatWrites() throws Exception {
        Object[] pooled = new Object[2];
        pooled[0] = Json.mapper().getFactory()._getRecyclerPool().acquireAndLinkPooled();
        pooled[1] = Json.mapper().getFactory()._getRecyclerPool().acquireAndLinkPooled();

        // one thread would be given the same one twice
        assertThat(pooled[0]).isNotSameAs(pooled[1]);
    }

    @Test
    void isTheOnlyOneThatMakesAMapper() {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.asyncshowcase");

        noClasses().that(describe("are not Json", each -> !each.isEquivalentTo(Json.class)))
                .should().callConstructor(ObjectMapper.class)
                .orShould().callConstructor(MappingJackson2HttpMessageConverter.class)
                .orShould().dependOnClassesThat().areAssignableTo(Jackson2ObjectMapperBuilder.class).check(classes);
    }
}
