package org.asyncshowcase.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.GenericWebApplicationContext;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The context without lifecycle.xml and without the lines of mvc.xml that name the room: the others work as before. */
class WithoutLifecycleTests {

    private static final Path SPRING = Paths.get("src/main/webapp/WEB-INF/spring");

    private GenericWebApplicationContext root;
    private GenericWebApplicationContext web;
    private MockMvc mvc;

    @BeforeEach
    void start() throws IOException {
        MockServletContext servletContext = new MockServletContext();
        root = new GenericWebApplicationContext(servletContext);
        root.getEnvironment().getPropertySources().addFirst(new MapPropertySource("of the test", Map.of(
                "events.broker-url", "vm://without-lifecycle?create=false", "events.ticker.period", "20")));
        load(root, "root");
        web = new GenericWebApplicationContext(servletContext);
        web.setParent(root);
        load(web, "appServlet");
        mvc = MockMvcBuilders.webAppContextSetup(web).build();
    }

    @AfterEach
    void stop() {
        web.close();
        root.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "task", "deferred"})
    void everyRoomAnswers(String room) throws Exception {
        MvcResult started = mvc.perform(get("/" + room + "/body?delay=0&timeline=unknown")).andReturn();

        mvc.perform(asyncDispatch(started)).andExpect(status().isOk()).andExpect(jsonPath("$.pattern").value(room));
    }

    @Test
    void theRoomIsGone() throws Exception {
        mvc.perform(get("/lifecycle")).andExpect(status().isNotFound());
        assertThat(root.getBeansOfType(Timelines.class)).isEmpty();
    }

    private static void load(GenericWebApplicationContext context, String folder) throws IOException {
        XmlBeanDefinitionReader reader = new XmlBeanDefinitionReader(context);
        reader.loadBeanDefinitions(new FileSystemResource(SPRING.resolve("settings.xml")));
        for (Path file : files(folder)) {
            String withoutLifecycle = Files.readAllLines(file).stream()
                    .filter(line -> !line.contains("org.asyncshowcase.lifecycle")).collect(joining("\n"));
            reader.loadBeanDefinitions(new ByteArrayResource(withoutLifecycle.getBytes(StandardCharsets.UTF_8)));
        }
        context.refresh();
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SPRING.resolve(folder))) {
            return files.filter(file -> !file.endsWith("lifecycle.xml")).collect(toList());
        }
    }
}
