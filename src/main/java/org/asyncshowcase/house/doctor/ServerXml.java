package org.asyncshowcase.house.doctor;

/** What a Tomcat's server.xml says of its connectors. */
final class ServerXml {

    private static final String NIO = "protocol=\"org.apache.coyote.http11.Http11NioProtocol\"";

    private ServerXml() {
    }

    static void examine(String file, Xml root, Findings findings) {
        for (Xml connector : root.descendants(each -> each.name().equals("Connector"))) {
            String protocol = connector.attribute("protocol");
            if (protocol.equals("org.apache.coyote.http11.Http11Protocol") || protocol.equals("org.apache.coyote.ajp.AjpProtocol")) {
                findings.at(file, connector).error(25, "a blocking connector (BIO): each connection has a thread for life, parked or not,"
                        + " and Tomcat 8.5 and later have it no more", NIO);
            } else if (protocol.isEmpty() || protocol.equals("HTTP/1.1")) {
                findings.at(file, connector).warning(25, "Tomcat 7 takes its blocking connector (BIO) here: each connection has a thread"
                        + " for life, parked or not", NIO);
            } else if (protocol.equals("AJP/1.3")) {
                findings.at(file, connector).warning(25, "Tomcat 7 takes its blocking connector (BIO) here: each connection has a thread"
                        + " for life, parked or not", "protocol=\"org.apache.coyote.ajp.AjpNioProtocol\"");
            }
        }
    }
}
