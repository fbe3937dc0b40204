package org.asyncshowcase.web;

import java.util.Map;

import org.springframework.beans.factory.BeanDefinitionStoreException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.core.io.Resource;

/**
 * Adds the beans of one file among several, which a setting names. {@code <import>} knows the system properties alone, and
 * not {@code async.properties}.
 */
public final class ChosenXml implements BeanDefinitionRegistryPostProcessor {

    private final Settings settings;
    private final String setting;
    private final Map<String, Resource> files;

    /** @param files the file for each value of the setting */
    public ChosenXml(Settings settings, String setting, Map<String, Resource> files) {
        this.settings = settings;
        this.setting = setting;
        this.files = files;
    }

    /** @throws BeanDefinitionStoreException naming the setting whose value is none of these: the start ends here */
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        String value = settings.value(setting);
        if (!files.containsKey(value)) {
            throw new BeanDefinitionStoreException("The setting " + setting + " must be one of " + files.keySet()
                    + ", and is: " + value);
        }
        new XmlBeanDefinitionReader(registry).loadBeanDefinitions(files.get(value));
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        // the definitions are all there is to add
    }
}
