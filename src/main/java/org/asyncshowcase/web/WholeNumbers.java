package org.asyncshowcase.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpStatus;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Every parameter, and every part of a path, becomes a number by the digits 0 to 9 alone: Spring's own editors, which it
 * asks again where a {@code Converter} refuses, take 0x3, "1 0" and the digits of any script too. A method with
 * {@code @InitBinder} would do the same, and be looked up and called by reflection for each parameter.
 */
final class WholeNumbers implements BeanPostProcessor, PropertyEditorRegistrar {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter) {
            WebBindingInitializer binding = ((RequestMappingHandlerAdapter) bean).getWebBindingInitializer();
            ((ConfigurableWebBindingInitializer) binding).setPropertyEditorRegistrar(this);
        }
        return bean;
    }

    /** @param binder of one parameter, whose name it has */
    @Override
    public void registerCustomEditors(PropertyEditorRegistry binder) {
        String field = ((DataBinder) binder).getObjectName();
        binder.registerCustomEditor(int.class, new Editor(field, 9, Integer::valueOf));
        binder.registerCustomEditor(Integer.class, new Editor(field, 9, Integer::valueOf));
        binder.registerCustomEditor(long.class, new Editor(field, 18, Long::valueOf));
        binder.registerCustomEditor(Long.class, new Editor(field, 18, Long::valueOf));
    }

    private static final class Editor extends PropertyEditorSupport {

        private final String field;
        private final int digits;
        private final Function<String, Number> number;

        /** @param digits so many at most: as many as surely fit the number's type */
        Editor(String field, int digits, Function<String, Number> number) {
            this.field = field;
            this.digits = digits;
            this.number = number;
        }

        @Override
        public void setAsText(String text) {
            if (!text.matches("[0-9]{1," + digits + "}")) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
                        field + ": must be a whole number from 0 on, of at most " + digits + " digits");
            }
            setValue(number.apply(text));
        }
    }
}
