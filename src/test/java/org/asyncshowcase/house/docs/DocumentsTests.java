package org.asyncshowcase.house.docs;

import java.io.File;
import java.util.Map;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

class DocumentsTests extends RoomTest {

    @Test
    @SuppressWarnings("unchecked")
    void listsEachWithASentence() throws Exception {
        MvcResult result = mvc.perform(get("/docs")).andExpect(status().isOk()).andExpect(view().name("docs/list"))
                .andReturn();

        Map<String, Document> documents = (Map<String, Document>) result.getModelAndView().getModel().get("documents");
        assertThat(documents.keySet()).map(name -> name + ".md").containsExactlyInAnyOrder(
                new File("docs").list((folder, name) -> name.endsWith(".md")));
        assertThat(documents.values()).allSatisfy(document -> {
            assertThat(document.getTitle()).isNotBlank();
            assertThat(document.getSummary()).matches("(?s).{20,200}[.?]");
        });
    }

    @Test
    void showsOne() throws Exception {
        mvc.perform(get("/docs/limits")).andExpect(status().isOk()).andExpect(view().name("docs/document"))
                .andExpect(model().attributeExists("document"));
    }

    @Test
    void showsNoOtherFile() throws Exception {
        for (String name : new String[] {"nope", "limits.md", "..", "%2e%2e%2fdocs%2flimits"}) {
            mvc.perform(get("/docs/" + name)).andExpect(status().isNotFound());
        }
    }
}
