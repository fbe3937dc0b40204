package org.asyncshowcase.web;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.springframework.beans.PropertyValue;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.w3c.dom.NodeList;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

class XmlContextTests {

    private static final String WEB_APP = "src/main/webapp";

    /** The whole of web.xml, as the container has it read; and no schema adds a default that the parsers do not know. */
    @Test
    void readsTheSameBeansAsWithTheSchemas() throws Exception {
        List<String> files = files();
        assertThat(files).hasSizeGreaterThan(30);
        for (String file : files) {
            XmlBeanDefinitionReader validating = new XmlBeanDefinitionReader(new DefaultListableBeanFactory());
            XmlBeanDefinitionReader ours = new XmlBeanDefinitionReader(new DefaultListableBeanFactory());
            new XmlContext().initBeanDefinitionReader(ours);
            assertThat(ours.getValidationMode()).isEqualTo(XmlBeanDefinitionReader.VALIDATION_NONE);

            assertThat(read(ours, file)).as(file).isEqualTo(read(validating, file)).isNotEmpty();
        }
    }

    @Test
    void readsEachContextOfWebXml() throws Exception {
        assertThat(values()).filteredOn(XmlContext.class.getName()::equals).hasSize(3);
    }

    private static List<String> files() throws Exception {
        return values().stream().filter(each -> each.endsWith(".xml")).distinct().collect(toList());
    }

    /** The words of each param-value. */
    private static List<String> values() throws Exception {
        NodeList elements = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new File(WEB_APP + "/WEB-INF/web.xml")).getElementsByTagName("param-value");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            Stream.of(elements.item(i).getTextContent().trim().split("\\s+")).forEach(values::add);
        }
        return values;
    }

    /** Each bean by its name, as text. */
    private static Map<String, String> read(XmlBeanDefinitionReader reader, String file) {
        reader.loadBeanDefinitions("file:" + WEB_APP + file);
        Map<String, String> beans = new TreeMap<>();
        for (String name : reader.getRegistry().getBeanDefinitionNames()) {
            beans.put(name, text(reader.getRegistry().getBeanDefinition(name)));
        }
        return beans;
    }

    private static String text(Object value) {
        if (value instanceof BeanDefinitionHolder) {
            return text(((BeanDefinitionHolder) value).getBeanDefinition());
        }
        if (value instanceof BeanDefinition) {
            AbstractBeanDefinition bean = (AbstractBeanDefinition) value;
            List<String> parts = new ArrayList<>();
            bean.getPropertyValues().getPropertyValueList()
                    .forEach(each -> parts.add(each.getName() + " = " + text(((PropertyValue) each).getValue())));
            bean.getConstructorArgumentValues().getIndexedArgumentValues()
                    .forEach((index, each) -> parts.add(index + " = " + text(each.getValue())));
            for (ValueHolder each : bean.getConstructorArgumentValues().getGenericArgumentValues()) {
                parts.add(each.getName() + " = " + text(each.getValue()));
            }
            return (bean + " " + parts).replaceAll("\\[?(file|class path resource)[^\\]]*\\]?", "");
        }
        if (value instanceof TypedStringValue) {
            return ((TypedStringValue) value).getValue();
        }
        if (value instanceof Map) {
            List<String> entries = new ArrayList<>();
            ((Map<?, ?>) value).forEach((key, each) -> entries.add(text(key) + " = " + text(each)));
            return entries.toString();
        }
        if (value instanceof Iterable) {
            List<String> each = new ArrayList<>();
            ((Iterable<?>) value).forEach(one -> each.add(text(one)));
            return each.toString();
        }
        // without what differs from one reading to the next
        return String.valueOf(value).replaceAll("@[0-9a-f]+|^-?\\d{12,}$", "").replaceAll("#[0-9a-f]{5,8}\\b", "#");
    }
}
