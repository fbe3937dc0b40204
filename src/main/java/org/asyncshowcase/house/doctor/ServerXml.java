package org.asyncshowcase.house.doctor;

import java.util.List;

/** What a Tomcat's server.xml or context.xml says of its connectors and valves. */
final class ServerXml {

    private static final String BIO = "Tomcat 7 takes its blocking connector (BIO) here: each connection has a thread for"
            + " life, parked or not";

    private ServerXml() {
    }

    static void examine(String file, Xml root, Findings findings) {
        List<Xml> all = root.descendants();
        // what Tomcat 7 does not know yet, or what only its own server.xml has
        boolean newer = all.stream().anyMatch(each -> each.name().matches("SSLHostConfig|UpgradeProtocol"))
                || all.stream().anyMatch(each -> each.name().equals("Listener"))
                && all.stream().noneMatch(each -> each.attribute("className").endsWith(".JasperListener"));
        for (Xml element : all) {
            if (element.name().equals("Connector")) {
                connector(file, element, findings, newer);
            } else if (element.name().equals("Valve")) {
                valve(file, element, findings);
            }
        }
    }

    private static void connector(String file, Xml connector, Findings findings, boolean newer) {
        String protocol = connector.attribute("protocol");
        if (protocol.matches("org\\.apache\\.coyote\\.(http11\\.Http11|ajp\\.Ajp)Protocol")) {
            findings.add(file, connector.place(), "connector.blocking");
        } else if (!newer && protocol.matches("(HTTP/1\\.1)?")) {
            findings.add(file, connector.place(), "connector.http");
        } else if (!newer && protocol.equals("AJP/1.3")) {
            findings.add(file, connector.place(), "connector.ajp");
        }
        if (connector.has("asyncTimeout")) {
            new Limits(findings, file).timeout(connector.place(), "asyncTimeout", connector.attribute("asyncTimeout"),
                    "asyncTimeout=\"30000\"");
        }
    }

    /** All of Tomcat's own support it but that for Comet; {@code ValveBase()}, which others extend, does not. */
    private static void valve(String file, Xml valve, Findings findings) {
        String type = valve.attribute("className");
        String says = valve.attribute("asyncSupported");
        boolean does = type.startsWith("org.apache.catalina.") && !type.endsWith(".CometConnectionManagerValve");
        if (!says.equalsIgnoreCase("true") && (!does || !says.isEmpty())) {
            findings.add(file, valve.place(), "valve.unsupported", type);
        }
    }
}
