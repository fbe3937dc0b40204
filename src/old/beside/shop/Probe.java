package shop;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceContext;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.SpringVersion;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;

/** What the test measures with, packed beside the application: no part of it. */
@Controller
public class Probe {

    @Autowired
    private ApplicationContext beans;
    @PersistenceContext
    private EntityManager database;
    private long before;
    private final Set<DeferredResult<String>> parked = ConcurrentHashMap.newKeySet();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private OutputStream kept;
    private HttpServletResponse keptResponse;

    @RequestMapping("/probe/async.do")
    @ResponseBody
    public String async(HttpServletRequest request) {
        return request.isAsyncSupported() ? "1" : "0";
    }

    @RequestMapping("/probe/spring.do")
    @ResponseBody
    public String spring() {
        return SpringVersion.getVersion();
    }

    /** Container threads that have a request, this one among them. */
    @RequestMapping("/probe/busy.do")
    @ResponseBody
    public String busy() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> pools = server.queryNames(new ObjectName("Catalina:type=ThreadPool,*"), null);
        return server.getAttribute(pools.iterator().next(), "currentThreadsBusy").toString();
    }

    /** Threads that have been started since the JVM was. */
    @RequestMapping("/probe/threads.do")
    @ResponseBody
    public String threads() {
        return Long.toString(ManagementFactory.getThreadMXBean().getTotalStartedThreadCount());
    }

    /** What the maps and sets of a controller hold. */
    @RequestMapping("/probe/entries.do")
    @ResponseBody
    public String entries(@RequestParam String controller) throws Exception {
        Object bean = beans.getBean(controller);
        int entries = 0;
        for (Field field : bean.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(bean);
            if (value instanceof Map) {
                entries += ((Map<?, ?>) value).size();
            } else if (value instanceof Collection) {
                entries += ((Collection<?>) value).size();
            }
        }
        return Integer.toString(entries);
    }

    /** By how many MB the old generation has grown, at most, since this was asked last. */
    @RequestMapping("/probe/grown.do")
    @ResponseBody
    public String grown() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Tenured Gen")) {
                long grown = pool.getPeakUsage().getUsed() - before;
                System.gc();
                pool.resetPeakUsage();
                before = pool.getUsage().getUsed();
                return Long.toString(grown >> 20);
            }
        }
        throw new IllegalStateException("Start it with -XX:+UseSerialGC");
    }

    /** Connections to the database that are in use. */
    @RequestMapping("/probe/connections.do")
    @ResponseBody
    public String connections() {
        return Integer.toString(beans.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections());
    }

    /** Reads, and then waits for that time: with an open session, which keeps its connection. */
    @RequestMapping("/probe/read.do")
    @ResponseBody
    public DeferredResult<String> read(@RequestParam long millis) {
        database.find(Customer.class, 1);
        return park(millis);
    }

    /** Another thread reads, for a page that looks at what is lazy: the open session is not bound to that thread. */
    @RequestMapping("/probe/lazy.do")
    public DeferredResult<ModelAndView> lazy() {
        DeferredResult<ModelAndView> result = new DeferredResult<ModelAndView>();
        new Thread(() -> result.setResult(
                new ModelAndView("customer", "purchases", database.find(Customer.class, 1).getPurchases()))).start();
        return result;
    }

    /** Waits for that time; nothing happens meanwhile. */
    @RequestMapping("/probe/park.do")
    @ResponseBody
    public DeferredResult<String> park(@RequestParam long millis) {
        DeferredResult<String> result = new DeferredResult<String>(millis, "nothing happened");
        parked.add(result);
        result.onCompletion(() -> parked.remove(result));
        return result;
    }

    /** Works for that time, on MVC's executor. */
    @RequestMapping("/probe/work.do")
    @ResponseBody
    public Callable<String> work(@RequestParam long millis) {
        return () -> {
            working.add(Thread.currentThread());
            try {
                Thread.sleep(millis);
                return "done";
            } finally {
                working.remove(Thread.currentThread());
            }
        };
    }

    /** Keeps its response and the stream, as a worker does that does not notice the end of its request. */
    @RequestMapping("/probe/keep.do")
    @ResponseBody
    public DeferredResult<String> keep(HttpServletResponse response) throws IOException {
        kept = response.getOutputStream();
        keptResponse = response;
        DeferredResult<String> result = new DeferredResult<String>();
        result.setResult("kept");
        return result;
    }

    /** While this one is answered, that worker writes. */
    @RequestMapping("/probe/late.do")
    @ResponseBody
    public String late() {
        try {
            kept.write("secret of another client".getBytes("UTF-8"));
            kept.flush();
            return "written";
        } catch (IOException ex) {
            return "refused";
        }
    }

    /** While this one is answered, that worker sets a cookie. */
    @RequestMapping("/probe/cookie.do")
    @ResponseBody
    public String cookie() {
        keptResponse.addCookie(new Cookie("account", "another"));
        return "set";
    }
}
