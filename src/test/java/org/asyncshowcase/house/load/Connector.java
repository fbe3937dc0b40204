package org.asyncshowcase.house.load;

import java.lang.management.ManagementFactory;
import java.util.Map;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ObjectName;

/** An HTTP connector as Tomcat publishes it by JMX, until it is closed. */
final class Connector implements DynamicMBean, AutoCloseable {

    private final ObjectName name = new ObjectName("test:type=Connector,port=0");
    private final Map<String, Object> attributes;

    Connector(int port) throws JMException {
        attributes = Map.of("protocolHandlerClassName", "org.apache.coyote.http11.Http11NioProtocol", "scheme", "http",
                "localPort", port);
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }

    @Override
    public Object getAttribute(String attribute) {
        return attributes.get(attribute);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(getClass().getName(), "", null, null, null, null);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList values) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException();
    }
}
