package org.asyncshowcase.web;

import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.web.context.support.XmlWebApplicationContext;

/**
 * Reads the files of a context without their schemas, which are parsed once more for each file. That the schemas change
 * nothing, and that the files are valid, is for the tests.
 */
public final class XmlContext extends XmlWebApplicationContext {

    @Override
    protected void initBeanDefinitionReader(XmlBeanDefinitionReader reader) {
        reader.setValidating(false);
    }
}
