package org.asyncshowcase.container;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The grammar of what strangers send: every URL, with any method, parameters, headers and body, right and wrong. The syntax
 * of HTTP itself is right: what breaks it never reaches an application.
 */
final class Fuzz {

    /** What nobody else writes: looked for in pages, headers and the log. */
    static final String SCRIPT = "<script>fuzz()</script>";
    static final String HEADER = "X-Fuzz";
    static final String LINE = "00:00:00.000 ERROR [fuzz]";

    private static final List<String> ROOMS = List.of("blocking", "callable", "task", "deferred", "reactive");
    private static final List<String> SHAPES = List.of("body", "view", "error", "timeout", "rejected");
    private static final List<String> OTHERS = List.of("/", "/status", "/quotes", "/orders", "/orders/1", "/orders/x",
            "/callable/upload",
            "/blocking/file", "/blocking/client", "/deferred/quotes", "/stream", "/stream/quotes", "/stream/log", "/report",
            "/export/rows.csv", "/export/file", "/reactive", "/reactive/mono", "/reactive/single", "/reactive/future",
            "/reactive/listenable", "/reactive/list", "/reactive/flux", "/reactive/ndjson", "/reactive/flowable",
            "/reactive/client",
            "/textbook", "/textbook/callable", "/textbook/task", "/textbook/deferred", "/textbook/emitter", "/textbook/sse",
            "/textbook/streaming",
            "/textbook/servlet/dispatch", "/textbook/servlet/x", "/textbook/quotes", "/textbook/kept",
            "/textbook/kept/count",
            "/textbook/broadcast/writers", "/textbook/broadcast/x", "/textbook/none", "/context/callable", "/context/task",
            "/context/deferred", "/context/reactive", "/context/lost", "/doctor", "/lifecycle",
            "/lifecycle/x", "/error", "/static/css/page.css", "/static/js/grid.js", "/static/none", "/source/web.xml",
            "/source/none", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/none");
    private static final List<String> NUMBERS = List.of("delay", "rows", "count", "size", "steps", "failAt");
    private static final List<String> NAMES = List.of("symbol", "price", "quantity", "after", "executor", "lang", "zone",
            "timeline",
            "fail", "late", "view", "reply", "none");

    private Fuzz() {
    }

    /** A request, as the bytes of it. */
    static final class Request {

        final String method;
        final String target;
        final byte[] bytes;
        private final int head;

        private Request(String method, String target, String headers, byte[] body) {
            this.method = method;
            this.target = target;
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes((method + " /async-showcase" + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + headers
                    + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
            this.head = all.size();
            all.writeBytes(body);
            this.bytes = all.toByteArray();
        }

        /** So that it can be sent again by hand. */
        @Override
        public String toString() {
            return new String(bytes, 0, Math.min(bytes.length, 6_000), ISO_8859_1);
        }
    }

    static Arbitrary<Request> requests() {
        Arbitrary<String> methods = Arbitraries.frequency(Tuple.of(10, "GET"), Tuple.of(5, "POST"), Tuple.of(3, "HEAD"),
                Tuple.of(1, "OPTIONS"), Tuple.of(1, "PUT"), Tuple.of(1, "DELETE"), Tuple.of(1, "PATCH"),
                Tuple.of(1, "BREW"));
        return Combinators.combine(methods, paths(), parameters().list().ofMaxSize(4), headers().list().ofMaxSize(4),
                bodies())
                .as((method, path, parameters, headers, body) -> new Request(method,
                        path + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)),
                        String.join("", headers) + (method.equals("GET") || method.equals("HEAD") ? "" : body.get1()),
                        method.equals("GET") || method.equals("HEAD") ? new byte[0] : body.get2()))
                // a longer head Tomcat refuses by itself
                .filter(request -> request.target.length() < 3_000 && request.head < 7_000);
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> rooms = Combinators.combine(Arbitraries.of(ROOMS), Arbitraries.of(SHAPES))
                .as((room, shape) -> "/" + room + "/" + shape);
        Arbitrary<String> ends = Arbitraries.frequency(Tuple.of(20, ""), Tuple.of(1, "/"), Tuple.of(1, ".json"),
                Tuple.of(1, ";a=b"),
                Tuple.of(1, "//"), Tuple.of(1, "%20"), Tuple.of(1, "/%3Cscript%3Efuzz()%3C/script%3E"), Tuple.of(1, "/./"));
        return Combinators.combine(Arbitraries.oneOf(rooms, Arbitraries.of(OTHERS)), ends).as(String::concat);
    }

    private static Arbitrary<String> parameters() {
        Arbitrary<String> small = Arbitraries.integers().between(0, 30).map(String::valueOf);
        Arbitrary<String> numbers = Combinators.combine(Arbitraries.of(NUMBERS),
                Arbitraries.frequencyOf(Tuple.of(6, small), Tuple.of(1, values())))
                .as((name, value) -> name + "=" + encode(value));
        Arbitrary<String> texts = Combinators.combine(Arbitraries.of(NAMES), values())
                .as((name, value) -> name + "=" + encode(value));
        Arbitrary<String> broken = Arbitraries.of("delay", "=", "&&", "delay=%ff", "%ff=%fe", "delay=%C0%80", "a=b=c",
                "delay=1&delay=2");
        return Arbitraries.frequencyOf(Tuple.of(6, numbers), Tuple.of(4, texts), Tuple.of(1, broken));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> known = Arbitraries.of("ACME", "1.5", "partner", "reports", "tiny", "exports", "lost", "stock",
                "ko", "zh", "en",
                "xx", "Asia/Seoul", "Mars", "0x3", "1 0", "\u0661\u0662", "-1", "+1", "1e3", "00000000000000000001",
                "99999999999", "",
                " ", "NaN", "true", "null", "\u202Eevil", "a\u0000b", SCRIPT, "a\r\n" + HEADER + ": 1",
                "a\n" + LINE + " - forged",
                "${jndi:ldap://localhost/a}", "#{1+1}", "../../../etc/passwd", "=?utf-8?q?a?=", "\"; a=b", "<!--",
                "x".repeat(5_000));
        return Arbitraries.frequencyOf(Tuple.of(6, known), Tuple.of(1, Arbitraries.strings().ofMaxLength(20)),
                Tuple.of(1, Arbitraries.integers().map(String::valueOf)));
    }

    private static Arbitrary<String> headers() {
        Arbitrary<String> type = Arbitraries.of("*/*", "text/html", "text/*", "application/json", "application/*",
                "application/*+json",
                "application/problem+json", "text/event-stream", "application/x-ndjson", "application/stream+json", "a/*",
                "a/b", "b/c",
                "application/json;charset=UTF-16", "text/html;charset=none", "text/plain", "text", "*", "/", "a/b;c=\"",
                "image/png");
        Arbitrary<String> quality = Arbitraries.of("", "", ";q=0", ";q=0.4", ";q=1", ";q=2", ";q=x", ";q=0.0000000001");
        Arbitrary<String> ranges = Combinators.combine(type, quality).as(String::concat);
        Arbitrary<String> accept = ranges.list().ofMinSize(1).ofMaxSize(40)
                .map(each -> "Accept: " + String.join(", ", each));
        Arbitrary<String> number = Arbitraries.of("0", "1", "10", "99999999999999999999", "", "-", "x");
        Arbitrary<String> range = Combinators.combine(number, number).as((from, to) -> "Range: bytes=" + from + "-" + to);
        Arbitrary<String> languages = Arbitraries.of("ko", "zh-CN,zh;q=0.8", "xx", "*", "en;q=", "a".repeat(3_000), "-",
                "en_US")
                .map("Accept-Language: "::concat);
        Arbitrary<String> others = Arbitraries.of("Accept-Charset: UTF-16", "Accept-Encoding: gzip;q=x", "If-None-Match: *",
                "If-None-Match: \"a\", W/\"b\"", "If-None-Match: " + " ".repeat(4_000) + "x", "If-Modified-Since: never",
                "If-Modified-Since: Sat, 21 Nov 2036 00:00:00 GMT", "If-Range: \"x\"", "If-Match: \"x\"",
                "Origin: https://example.org",
                "Origin: null", "Access-Control-Request-Method: GET", "Cookie: lang=xx", "Cookie: lang=ko",
                        "Cookie: lang=" + SCRIPT,
                "Cookie: lang=\"", "X-Request-Id: " + SCRIPT, "X-Request-Id: " + "a".repeat(300),
                "X-Forwarded-Host: example.org",
                "X-Forwarded-Proto: https", "Forwarded: host=example.org", "X-HTTP-Method-Override: DELETE",
                "Range: lines=1-2",
                "Range: bytes=0-1,0-1,0-1,0-1,0-1", "Content-Encoding: gzip", "Upgrade: h2c");
        Arbitrary<String> ids = values().map(each -> "Last-Event-ID: " + printable(each));
        return Arbitraries.oneOf(accept, range, languages, others, ids).map(each -> each + "\r\n");
    }

    /** What a header may hold. */
    private static String printable(String value) {
        return value.replaceAll("[^ -~]", "?");
    }

    /** The header that names its type, and the body. */
    private static Arbitrary<Tuple.Tuple2<String, byte[]>> bodies() {
        Arbitrary<String> form = parameters().list().ofMaxSize(6).map(each -> String.join("&", each));
        Arbitrary<String> value =
                Arbitraries.oneOf(values().map(each -> "\"" + each.replaceAll("[\\\\\"\\p{Cntrl}]", "\\\\u0041") + "\""),
                Arbitraries.of("1", "-1", "1.5", "1e400", "null", "true", "[]", "{}", "[[[[[[[[[[", "{\"a\":", "\"", "1 1",
                "0x3"));
        Arbitrary<String> fields = Combinators.combine(Arbitraries.of("symbol", "price", "quantity", "id", "none"), value)
                .as((name, each) -> "\"" + name + "\":" + each);
        Arbitrary<String> json = Combinators.combine(fields.list().ofMaxSize(5), Arbitraries.of("", "", "", " {}", "x", "]"))
                .as((all, more) -> "{" + String.join(",", all) + "}" + more);
        Arbitrary<String> large = Arbitraries.of(5_000, 70_000, 300_000)
                .map(each -> "{\"symbol\":\"" + "x".repeat(each) + "\"}");
        Arbitrary<String> types = Arbitraries.of("application/json", "application/json", "application/json;charset=UTF-16",
                "text/plain",
                "application/x-www-form-urlencoded", "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded;charset=x",
                "multipart/form-data", "multipart/form-data; boundary=", "text", "", "*/*", "application/xml");
        Arbitrary<Tuple.Tuple2<String, byte[]>> plain = Combinators.combine(types, Arbitraries.oneOf(form, json, large))
                .as((type, body) -> Tuple.of("Content-Type: " + type + "\r\n", body.getBytes(UTF_8)));
        Arbitrary<Tuple.Tuple2<String, byte[]>> wanted = Arbitraries.oneOf(
                form.map(body -> Tuple.of("Content-Type: application/x-www-form-urlencoded\r\n", body.getBytes(UTF_8))),
                json.map(body -> Tuple.of("Content-Type: application/json\r\n", body.getBytes(UTF_8))));
        Arbitrary<String> part = Combinators.combine(Arbitraries.of("file", "file", "none", ""), values(), values())
                .as((name, file, text) -> "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                        + file.replaceAll("[\r\n\"]", "_") + "\"\r\n\r\n" + text + "\r\n");
        Arbitrary<Tuple.Tuple2<String, byte[]>> multipart =
                Combinators.combine(part.list().ofMaxSize(30), Arbitraries.of("--b--\r\n", "", "--b"))
                .as((parts, end) -> Tuple.of("Content-Type: multipart/form-data; boundary=b\r\n",
                        (String.join("", parts) + end).getBytes(UTF_8)));
        return Arbitraries.oneOf(plain, wanted, multipart);
    }
}
