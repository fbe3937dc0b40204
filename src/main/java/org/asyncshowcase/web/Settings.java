package org.asyncshowcase.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.springframework.beans.factory.BeanDefinitionStoreException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySourcesPropertyResolver;

/** The settings of {@code async.properties}; a system property of the same name wins. */
public final class Settings extends PropertySourcesPlaceholderConfigurer {

    private final Map<String, String> ranges;
    private Environment environment;

    /** @param ranges for each setting that is a number, the least and the greatest value: {@code 1..100} */
    public Settings(Map<String, String> ranges) {
        this.ranges = ranges;
    }

    @Override
    public void setEnvironment(Environment environment) {
        super.setEnvironment(environment);
        this.environment = environment;
    }

    /** The value of a setting, before there are placeholders; empty if there is none. */
    String value(String name) {
        try {
            return environment.getProperty(name, mergeProperties().getProperty(name, ""));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** @throws BeanDefinitionStoreException naming the setting whose value cannot be used: the start ends here */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        super.postProcessBeanFactory(beanFactory);
        PropertySourcesPropertyResolver values = new PropertySourcesPropertyResolver(getAppliedPropertySources());
        ranges.forEach((name, range) -> check(name, values.getProperty(name), range.split("\\.\\.")));
    }

    private static void check(String name, String value, String[] range) {
        try {
            int number = Integer.parseInt(value);
            if (number >= Integer.parseInt(range[0]) && number <= Integer.parseInt(range[1])) {
                return;
            }
        } catch (NumberFormatException ex) {
            // reported below, as for a number out of range
        }
        throw new BeanDefinitionStoreException("The setting " + name + " must be a whole number from " + range[0]
                + " to " + range[1] + ", and is: " + value);
    }
}
