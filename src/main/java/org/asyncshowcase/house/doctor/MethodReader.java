package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/** Reads a method's code, instruction after instruction, and keeps of it what {@link Method} has. */
final class MethodReader extends MethodVisitor {

    /** Sets the time-out of a request, in ms, by its first argument. */
    static final Pattern TIMEOUT = Calls.pattern("org/springframework/.*/(AsyncSupportConfigurer\\.setDefaultTimeout"
            + "|RequestMappingHandlerAdapter\\.setAsyncRequestTimeout|(SseEmitter|ResponseBodyEmitter|DeferredResult"
                    + "|WebAsyncTask)\\.<init>)"
            + "\\((J|Ljava/lang/Long;).*", "(javax|jakarta)/servlet/AsyncContext\\.setTimeout\\(J\\)V");
    /** Somebody says that async is not supported. */
    static final String DENIED = "asyncSupported false";

    /** Calls into these are kept only where a rule asks for them. */
    private static final Pattern LIBRARIES = Calls.pattern(
            "(new )?(java|javax|jakarta|org/springframework|org/apache|org/slf4j|reactor)/.*");
    private static final Pattern ADDS = Calls.pattern("(javax|jakarta)/servlet/ServletContext\\.add(Servlet|Filter)\\(.*");
    private static final Pattern REGISTRATION = Calls.pattern("(javax|jakarta)/servlet/\\w*Registration(\\$Dynamic)?");
    private static final int LONGEST = 1_000;

    private final Method method;
    private final ClassFile owner;
    private final Budget budget;
    private String field = "";
    private int line;

    /** What the statement has named so far: texts, the class of an object, and the last number or boolean. */
    private final List<String> texts = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private Number constant;
    /**
     * Variables that hold a registration, or an object of a known class; the registration at hand, and dispatchers for it.
     */
    private final Map<Integer, Object> variables = new HashMap<>();
    private Method.Registration registration;
    private Method.Registration added;
    private final Set<String> dispatchers = new HashSet<>();

    MethodReader(Method method, Budget budget) {
        super(SpringAsmInfo.ASM_VERSION);
        this.method = method;
        this.owner = method.owner;
        this.budget = budget;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        method.annotations.add(budget.keep(type));
        return null;
    }

    @Override
    public void visitCode() {
        owner.begins();
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        this.line = line;
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.ACONST_NULL) {
            dispatchers.add("REQUEST");
        } else if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            constant = opcode - Opcodes.ICONST_0;
        } else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
            constant = opcode - Opcodes.LCONST_0;
        } else if (opcode == Opcodes.IRETURN && method.name.matches("isAsync(Security)?Supported") && isFalse()) {
            keep(DENIED, true);
        } else if (opcode == Opcodes.POP) {
            statementEnds();
        }
    }

    private boolean isFalse() {
        return constant != null && constant.intValue() == 0;
    }

    private void statementEnds() {
        texts.clear();
        types.clear();
        added = null;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        constant = operand;
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (value instanceof String) {
            texts.add((String) value);
        } else if (value instanceof Number) {
            constant = (Number) value;
        } else if (value instanceof Type && ((Type) value).getSort() == Type.OBJECT) {
            types.add(((Type) value).getClassName());
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        Object known = variables.get(variable);
        if (opcode == Opcodes.ASTORE) {
            variables.put(variable, added != null ? added : types.isEmpty() ? null : types.get(0));
            statementEnds();
        } else if (opcode != Opcodes.ALOAD) {
            constant = null;
        } else if (known instanceof Method.Registration) {
            registration = (Method.Registration) known;
            dispatchers.clear();
        } else if (known instanceof String) {
            types.add((String) known);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            types.add(type.replace('/', '.'));
            keep("new " + type, false);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
        constant = null;
        if (type.endsWith("ThreadLocal;")) {
            field = owner + "." + name;
        } else if (type.endsWith("/servlet/DispatcherType;")) {
            dispatchers.add(name);
        } else if (opcode == Opcodes.GETSTATIC && type.matches("Ljava/util/(concurrent/)?(Concurrent)?(Hash)?Map;")) {
            keep("static Map", true);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
        String call = owner + "." + name + type;
        this.owner.generation(owner);
        if (call.length() > LONGEST) {
            return;
        }
        if (ADDS.matcher(call).matches()) {
            adds(name.endsWith("Filter"), type.startsWith("(Ljava/lang/String;Ljava/lang/String;"));
        } else if (REGISTRATION.matcher(owner).matches() && registration != null) {
            registers(name);
        } else if (type.contains("Registration") && registration != null) {
            registration.leaves = true;
        } else if (owner.endsWith("RegistrationBean") && name.equals("setAsyncSupported") && isFalse()) {
            keep(DENIED, true);
        } else if (TIMEOUT.matcher(call).matches() && constant != null) {
            keep(constant + " " + owner.substring(owner.lastIndexOf('/') + 1) + "." + name, true);
        } else if (call.startsWith("java/util/EnumSet.allOf")) {
            dispatchers.addAll(Arrays.asList("REQUEST", "ASYNC"));
        }
        keep(owner.endsWith("ThreadLocal") ? "ThreadLocal." + name + " " + field : call, false);
        if (!owner.startsWith("java/lang/")) {
            constant = null;
        }
        if (type.endsWith(")V") && !name.equals("<init>")) {
            statementEnds();
        }
    }

    private void adds(boolean filter, boolean byName) {
        String named = texts.isEmpty() ? "" : texts.get(0);
        String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        added = new Method.Registration(filter, named, byName ? last : types.isEmpty() ? "" : types.get(0), last, line);
        added.leaves = method.type.endsWith("Dynamic;");
        registration = added;
        dispatchers.clear();
        method.registrations.add(added);
        budget.keep(named + last);
    }

    private void registers(String call) {
        if (call.equals("setAsyncSupported")) {
            registration.supported = !isFalse();
        } else if (call.startsWith("addMappingFor") && !dispatchers.isEmpty()) {
            registration.dispatchers.addAll(dispatchers);
            registration.mapped = line;
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String type, Handle handle, Object... arguments) {
        budget.step();
    }

    private void keep(String call, boolean wanted) {
        budget.steps(1 + call.length() / 16);
        if ((wanted || !LIBRARIES.matcher(call).matches() || Calls.isWatched(call)) && !method.calls.containsKey(call)) {
            method.calls.put(budget.keep(call), line);
        }
    }

    @Override
    public void visitEnd() {
        owner.ends(method);
    }
}
