package org.asyncshowcase.javaconfig;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.servlet.Filter;
import javax.servlet.FilterRegistration;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ImportResource;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.servlet.support.AbstractAnnotationConfigDispatcherServletInitializer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What web.xml says is said in Java too, in the same order; who changes the one is told of the other. */
class JavaConfigTests {

    private static final Path WEB_XML = Path.of("src/main/webapp/WEB-INF/web.xml");
    private static final Path OTHER_WEB_XML = Path.of("src/test/webapp/WEB-INF/web.xml");

    private final List<String> said = new ArrayList<>();

    @Test
    void mapsTheFiltersOfWebXmlInTheirOrder() throws Exception {
        new ShowcaseInitializer().onStartup(recording(ServletContext.class, ""));

        assertThat(said("addMappingForUrlPatterns")).containsExactlyElementsOf(mappings("filter-mapping", "dispatcher"));
        assertThat(said("addFilter")).containsExactlyElementsOf(names("filter"));
    }

    @Test
    void addsTheServletsOfWebXml() throws Exception {
        new ShowcaseInitializer().onStartup(recording(ServletContext.class, ""));

        assertThat(said("addServlet")).containsExactlyElementsOf(names("servlet"));
        assertThat(said("addMapping")).containsExactlyElementsOf(mappings("servlet-mapping", null));
        assertThat(said("setLoadOnStartup")).containsExactlyElementsOf(elements(WEB_XML, "servlet").stream()
                .filter(each -> !text(each, "load-on-startup").isEmpty())
                .map(each -> text(each, "servlet-name").get(0) + " " + text(each, "load-on-startup").get(0))
                .collect(toList()));
    }

    @Test
    void saysOfEachFilterAndServletWhetherItSupportsAsyncAsWebXmlDoes() throws Exception {
        new ShowcaseInitializer().onStartup(recording(ServletContext.class, ""));

        List<String> expected = new ArrayList<>();
        for (String type : List.of("filter", "servlet")) {
            elements(WEB_XML, type).forEach(each -> text(each, "async-supported")
                    .forEach(supported -> expected.add(text(each, type + "-name").get(0) + " " + supported)));
        }
        assertThat(said("setAsyncSupported")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void addsTheListenersInTheirOrderAndTheParametersOfTheContext() throws Exception {
        new ShowcaseInitializer().onStartup(recording(ServletContext.class, ""));

        assertThat(said("addListener")).containsExactlyElementsOf(elements(WEB_XML, "listener").stream()
                .map(each -> text(each, "listener-class").get(0)).collect(toList()));
        assertThat(said("setInitParameter"))
                .contains("defaultHtmlEscape true", "appServlet throwExceptionIfNoHandlerFound true");
    }

    @Test
    void importsTheSpringFilesThatWebXmlNamesButForMvcXml() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Element each : elements(WEB_XML, "param-value")) {
            named.addAll(Arrays.asList(each.getTextContent().trim().split("\\s+")));
        }
        named.removeIf(file -> !file.endsWith(".xml") || file.equals("/WEB-INF/spring/web/mvc.xml"));

        Set<String> imported = Stream.of(RootConfig.class, WebConfig.class, TextbookConfig.class)
                .flatMap(each -> Stream.of(each.getAnnotation(ImportResource.class).value()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(imported).contains("/WEB-INF/spring/javaconfig/beans.xml");
        imported.remove("/WEB-INF/spring/javaconfig/beans.xml");
        assertThat(imported).isEqualTo(named);
    }

    /** Spring's own initializer as a tutorial has it: async on the servlet, the filter and its mapping. */
    @Test
    void supportsAsyncByDefault() throws Exception {
        new PlainInitializer().onStartup(recording(ServletContext.class, ""));

        assertThat(said("setAsyncSupported")).containsExactlyInAnyOrder("dispatcher true", "characterEncodingFilter true");
        assertThat(said("addMappingForServletNames")).singleElement()
                .isEqualTo("characterEncodingFilter [FORWARD, INCLUDE, REQUEST, ASYNC] false [dispatcher]");
    }

    private static final class PlainInitializer extends AbstractAnnotationConfigDispatcherServletInitializer {

        @Override
        protected Class<?>[] getRootConfigClasses() {
            return null;
        }

        @Override
        protected Class<?>[] getServletConfigClasses() {
            return new Class<?>[] {WebConfig.class};
        }

        @Override
        protected String[] getServletMappings() {
            return new String[] {"/"};
        }

        @Override
        protected Filter[] getServletFilters() {
            return new Filter[] {new CharacterEncodingFilter("UTF-8")};
        }
    }

    /** What Servlet 3.0 cannot say in Java is the same text in both. */
    @Test
    void leavesTheRestToXml() throws Exception {
        String rest = Files.readString(WEB_XML).replaceFirst("(?s).*?(?=  <!-- the sources that the pages link to)", "");

        assertThat(Files.readString(OTHER_WEB_XML)).endsWith(rest)
                .doesNotContain("<filter", "<servlet", "<listener", "<context-param");
    }

    /** No container that runs the WAR as it is can find it. */
    @Test
    void isNotInTheWar() {
        assertThat(Path.of("target/classes/org/asyncshowcase/javaconfig")).doesNotExist();
        assertThat(Path.of("target/classes/source/org/asyncshowcase/javaconfig/ShowcaseInitializer.java")).exists();
    }

    /** Notes each call; a registration is noted with the name that it was made for. */
    private <T> T recording(Class<T> type, String name) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            String call = Stream.of(arguments == null ? new Object[0] : arguments).map(JavaConfigTests::told)
                    .filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
            said.add(method.getName() + " " + (name + " " + call).trim());
            Class<?> returned = method.getReturnType();
            if (returned == FilterRegistration.Dynamic.class || returned == ServletRegistration.Dynamic.class) {
                return recording(returned, (String) arguments[0]);
            }
            return returned == boolean.class ? true : null;
        }));
    }

    private static String told(Object argument) {
        if (argument instanceof Object[]) {
            return Arrays.toString((Object[]) argument);
        }
        if (argument instanceof Class) {
            return ((Class<?>) argument).getName();
        }
        if (argument instanceof java.util.EventListener) {
            return argument.getClass().getName();
        }
        return argument instanceof String || argument instanceof Integer || argument instanceof Boolean
                || argument instanceof Collection ? argument.toString() : "";
    }

    private List<String> said(String method) {
        return said.stream().filter(each -> each.startsWith(method + " ")).map(each -> each.substring(method.length() + 1))
                .collect(toList());
    }

    private static List<String> names(String element) throws Exception {
        return elements(WEB_XML, element).stream().map(each -> text(each, element + "-name").get(0)).collect(toList());
    }

    /** Name, dispatchers and patterns of each mapping, as a registration is told them. */
    private static List<String> mappings(String element, String dispatcher) throws Exception {
        return elements(WEB_XML, element).stream().map(each -> text(each, element.replace("mapping", "name")).get(0)
                + (dispatcher == null ? " " : " " + text(each, dispatcher) + " true ") + text(each, "url-pattern"))
                .collect(toList());
    }

    /** But for the filters that are broken on purpose: nobody wants these in Java. */
    private static List<Element> elements(Path file, String name) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(file.toString()));
        return list(document.getElementsByTagName(name)).stream()
                .filter(each -> text(each, "filter-name").stream().noneMatch(filter -> filter.startsWith("broken")))
                .collect(toList());
    }

    private static List<String> text(Element parent, String name) {
        return list(parent.getElementsByTagName(name)).stream().map(Element::getTextContent).collect(toList());
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
