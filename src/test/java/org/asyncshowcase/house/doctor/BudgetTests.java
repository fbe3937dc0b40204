package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is twice as large takes twice the steps, however it is made; what takes too many is given up. */
class BudgetTests {

    private static final String MAPPING = "Lorg/springframework/web/bind/annotation/RequestMapping;";

    @AfterEach
    void isNotInterrupted() {
        Thread.interrupted();
    }

    /** Each method against each of its class's ancestors: the work of ten minutes, once. */
    @Test
    void looksOnceAtMethodsAndAncestors() throws IOException {
        assertLinear(size -> {
            Map<String, byte[]> war = new LinkedHashMap<>();
            war.put("WEB-INF/classes/A.class", type("A", "java/lang/Object", names("I", size), new String[0]));
            war.put("WEB-INF/classes/B.class", type("B", "A", new String[0], names("afterConcurrent", size)));
            return war;
        });
    }

    /** Each class extends the one before, and a handler calls the same method of each. */
    @Test
    void followsACallOnceThroughAHierarchy() throws IOException {
        assertLinear(size -> {
            Map<String, byte[]> war = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                war.put("WEB-INF/classes/T" + i + ".class", type("T" + i, i == 0 ? "java/lang/Object" : "T" + (i - 1),
                        new String[0],
                        new String[] {"work"}, "T" + (i + 1) + ".work"));
            }
            war.put("WEB-INF/classes/H.class", controller(Stream.of(names("T", size)).map(each -> each + ".work")
                    .toArray(String[]::new)));
            return war;
        });
    }

    @Test
    void looksOnceAtEachElement() throws IOException {
        assertLinear(size -> {
            StringBuilder xml = new StringBuilder("<beans xmlns:mvc='http://www.springframework.org/schema/mvc'"
                    + " xmlns:task='http://www.springframework.org/schema/task'>");
            for (int i = 0; i < size; i++) {
                xml.append("<mvc:async-support task-executor='a").append(i).append("'/><task:annotation-driven executor='b")
                        .append(i)
                        .append("'/>");
            }
            Map<String, byte[]> war = new LinkedHashMap<>();
            war.put("WEB-INF/a.xml", xml.append("</beans>").toString().getBytes(UTF_8));
            return war;
        });
    }

    /** Other methods of other classes, below one that has them all: here the steps are bounded, and not few. */
    @Test
    void givesUpWhatTakesTooManySteps() throws IOException {
        Map<String, byte[]> war = new LinkedHashMap<>();
        int size = 9_000;
        for (int i = 0; i < size; i++) {
            war.put("WEB-INF/classes/T" + i + ".class", type("T" + i, "T", new String[0], new String[] {"work" + i}, "Z.z"));
        }
        war.put("WEB-INF/classes/T.class", type("T", "java/lang/Object", new String[0], new String[0]));
        String[] calls = Stream.of(names("T.work", 5_000)).toArray(String[]::new);
        war.put("WEB-INF/classes/H.class", controller(calls));
        war.put("WEB-INF/classes/I.class", controller(calls));
        byte[] bytes = withFolder(war);
        Budget budget = new Budget(20_000);

        assertThatThrownBy(() -> Doctor.examine("a.war", new ByteArrayInputStream(bytes), budget, Locale.ENGLISH))
                .isInstanceOf(InvalidValueException.class);
        assertThat(budget.steps()).isLessThan(Budget.STEPS + (1 << 20));
    }

    /** Names of methods that are kept: 2 MB, in an archive of far less. */
    @Test
    void keepsNoMoreThanItMay() throws IOException {
        String[] methods = names("afterConcurrent" + new String(new char[180]).replace('\0', 'x'), 1_000);
        Map<String, byte[]> war = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            war.put("WEB-INF/classes/T" + i + ".class", type("T" + i, "java/lang/Object", new String[0], methods));
        }
        byte[] bytes = withFolder(war);

        assertThat(Doctor.examine("a.war", new ByteArrayInputStream(bytes), new Budget(20_000, 8_000_000),
                Locale.ENGLISH)).isEmpty();
        assertThatThrownBy(() -> Doctor.examine("a.war", new ByteArrayInputStream(bytes), new Budget(20_000, 2_000_000),
                Locale.ENGLISH))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("fewer");
    }

    /** When the application stops. */
    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        byte[] bytes = Archive.of("WEB-INF/a", new byte[100_000]);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Doctor.examine("a.war", new ByteArrayInputStream(bytes), 20_000, Locale.ENGLISH))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private interface War {
        Map<String, byte[]> of(int size) throws IOException;
    }

    private static void assertLinear(War war) throws IOException {
        assertThat((double) steps(war.of(1_000)) / steps(war.of(500))).isLessThan(2.2);
    }

    private static long steps(Map<String, byte[]> war) throws IOException {
        byte[] bytes = withFolder(war);
        Budget budget = new Budget(20_000);
        Doctor.examine("a.war", new ByteArrayInputStream(bytes), budget, Locale.ENGLISH);
        return budget.steps();
    }

    private static byte[] withFolder(Map<String, byte[]> war) throws IOException {
        war.put("WEB-INF/", new byte[0]);
        return Archive.of(war);
    }

    private static String[] names(String prefix, int size) {
        return IntStream.range(0, size).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static byte[] controller(String... calls) {
        return type("H" + calls.length, "java/lang/Object", new String[0], new String[] {"handle"}, calls);
    }

    /** A class, each of whose methods is a handler if it is a controller, and makes all the calls. */
    private static byte[] type(String name, String parent, String[] interfaces, String[] methods, String... calls) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, parent, interfaces);
        if (Arrays.asList(methods).contains("handle")) {
            type.visitAnnotation("Lorg/springframework/stereotype/Controller;", true).visitEnd();
        }
        for (String each : methods) {
            MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC, each, "()V", null, null);
            method.visitAnnotation(MAPPING, true).visitEnd();
            method.visitCode();
            for (String call : calls) {
                method.visitMethodInsn(Opcodes.INVOKESTATIC, call.split("\\.")[0], call.split("\\.")[1], "()V", false);
            }
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 1);
            method.visitEnd();
        }
        type.visitEnd();
        return type.toByteArray();
    }
}
