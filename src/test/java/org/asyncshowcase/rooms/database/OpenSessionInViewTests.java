package org.asyncshowcase.rooms.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import javax.persistence.CascadeType;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.OneToMany;

import com.zaxxer.hikari.HikariDataSource;
import org.asyncshowcase.testing.Patience;
import org.hibernate.LazyInitializationException;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.orm.hibernate5.HibernateTransactionManager;
import org.springframework.orm.hibernate5.LocalSessionFactoryBean;
import org.springframework.orm.hibernate5.support.OpenSessionInViewFilter;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

/** What Spring's filter for Hibernate's session does over the dispatches of a request. The pool has one connection. */
class OpenSessionInViewTests {

    private AnnotationConfigWebApplicationContext context;
    private MockMvc mvc;
    private MockMvc withoutFilter;

    @BeforeEach
    void start() {
        start(new AnnotationConfigWebApplicationContext());
    }

    private void start(AnnotationConfigWebApplicationContext fresh) {
        context = fresh;
        context.register(Config.class);
        context.setServletContext(new MockServletContext());
        context.refresh();
        context.getServletContext().setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        OpenSessionInViewFilter filter = new OpenSessionInViewFilter();
        filter.setServletContext(context.getServletContext());
        mvc = MockMvcBuilders.webAppContextSetup(context).addFilters(filter).build();
        withoutFilter = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    /** On the worker, and again for the view: the filter is mapped to REQUEST and ASYNC. */
    @Test
    void bindsTheSessionToTheWorkerOfACallableAndToTheDispatch() throws Exception {
        MvcResult started = start(mvc, "/callable");

        mvc.perform(asyncDispatch(started)).andExpect(content().string("2 purchases"));

        assertThat(connectionsInUse()).isZero();
    }

    /** A mapping without dispatchers is one to REQUEST: nobody closes the session, and its connection never comes back. */
    @Test
    void leavesTheSessionOpenWhereItIsNotMappedToAsync() throws Exception {
        MvcResult started = start(mvc, "/callable");

        withoutFilter.perform(asyncDispatch(started)).andExpect(content().string("2 purchases"));

        assertThat(connectionsInUse()).isOne();
        assertThatThrownBy(this::readOnAnotherThread)
                .hasStackTraceContaining(" - Connection is not available, request timed out after ");
    }

    /** The other thread reads in a session of its own, which is closed when the view is rendered. */
    @Test
    void doesNotBindTheSessionToTheThreadThatSetsADeferredResult() throws Exception {
        MvcResult started = start(mvc, "/other-thread");

        assertThatThrownBy(() -> mvc.perform(asyncDispatch(started)))
                .hasRootCauseInstanceOf(LazyInitializationException.class)
                .hasStackTraceContaining("could not initialize proxy - no Session");
        assertThat(connectionsInUse()).isZero();
    }

    @Test
    void holdsTheConnectionForTheWholeWait() throws Exception {
        MvcResult parked = start(mvc, "/parked");

        assertThat(connectionsInUse()).isOne();
        assertThatThrownBy(this::readOnAnotherThread)
                .hasStackTraceContaining(" - Connection is not available, request timed out after ");

        context.getBean(Customers.class).event();
        mvc.perform(asyncDispatch(parked)).andExpect(content().string("2 purchases"));
        assertThat(connectionsInUse()).isZero();
    }

    /** Hibernate's own default: outside a transaction the connection goes back after each read. */
    @Test
    void holdsNoConnectionWhereHibernateReleasesIt() throws Exception {
        stop();
        AnnotationConfigWebApplicationContext releasing = new AnnotationConfigWebApplicationContext();
        releasing.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("connections",
                PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION));
        start(releasing);

        MvcResult parked = start(mvc, "/parked");

        assertThat(connectionsInUse()).isZero();
        context.getBean(Customers.class).event();
        mvc.perform(asyncDispatch(parked)).andExpect(content().string("2 purchases"));
    }

    /** The right way: the worker reads what the view shows, in one transaction; there is no open session. */
    @Test
    void needsNoOpenSessionWhereTheViewGetsValues() throws Exception {
        MvcResult started = start(withoutFilter, "/values");
        started.getAsyncResult(Patience.PATIENCE.toMillis());

        assertThat(connectionsInUse()).isZero();
        withoutFilter.perform(asyncDispatch(started)).andExpect(content().string("2 purchases"));
    }

    private static MvcResult start(MockMvc mvc, String path) throws Exception {
        return mvc.perform(get(path)).andExpect(request().asyncStarted()).andReturn();
    }

    private int connectionsInUse() {
        return context.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    private ModelAndView readOnAnotherThread() {
        return CompletableFuture.supplyAsync(context.getBean(Customers.class)::inTransaction).join();
    }

    @Entity
    static class Customer {
        @Id
        int id = 1;

        /** Lazy by default. */
        @OneToMany(cascade = CascadeType.ALL)
        List<Purchase> purchases = new ArrayList<>(List.of(new Purchase(1), new Purchase(2)));
    }

    @Entity
    static class Purchase {
        @Id
        int id;

        Purchase() {
        }

        Purchase(int id) {
            this.id = id;
        }
    }

    @Controller
    static class Customers {

        private final SessionFactory sessions;
        private final TransactionTemplate transaction;
        private DeferredResult<ModelAndView> parked;
        private ModelAndView read;

        Customers(SessionFactory sessions) {
            this.sessions = sessions;
            this.transaction = new TransactionTemplate(new HibernateTransactionManager(sessions));
            transaction.executeWithoutResult(status -> sessions.getCurrentSession().persist(new Customer()));
        }

        private Customer read() {
            return sessions.getCurrentSession().get(Customer.class, 1);
        }

        /** Its view reads the purchases. */
        private ModelAndView page() {
            Customer customer = read();
            return new ModelAndView((model, request, response) ->
                    response.getWriter().print(customer.purchases.size() + " purchases"));
        }

        ModelAndView inTransaction() {
            return transaction.execute(status -> page());
        }

        @GetMapping("/callable")
        Callable<ModelAndView> callable() {
            return this::page;
        }

        @GetMapping("/other-thread")
        DeferredResult<ModelAndView> otherThread() {
            DeferredResult<ModelAndView> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult(inTransaction()));
            return result;
        }

        /** Reads first, then waits for an event. */
        @GetMapping("/parked")
        DeferredResult<ModelAndView> parked() {
            read = page();
            parked = new DeferredResult<>();
            return parked;
        }

        void event() {
            parked.setResult(read);
        }

        @GetMapping("/values")
        Callable<ModelAndView> values() {
            return () -> {
                int purchases = transaction.execute(status -> read().purchases.size());
                return new ModelAndView((model, request, response) -> response.getWriter().print(purchases + " purchases"));
            };
        }
    }

    @Configuration
    @EnableWebMvc
    static class Config {

        @Bean(destroyMethod = "close")
        HikariDataSource dataSource() {
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setJdbcUrl("jdbc:h2:mem:");
            dataSource.setMaximumPoolSize(1);
            dataSource.setConnectionTimeout(250);
            return dataSource;
        }

        @Bean
        LocalSessionFactoryBean sessionFactory(HikariDataSource dataSource,
                ObjectProvider<PhysicalConnectionHandlingMode> connections) {
            LocalSessionFactoryBean sessions = new LocalSessionFactoryBean();
            sessions.setDataSource(dataSource);
            sessions.setAnnotatedClasses(Customer.class, Purchase.class);
            sessions.getHibernateProperties().setProperty("hibernate.hbm2ddl.auto", "create");
            connections.ifAvailable(mode ->
                    sessions.getHibernateProperties().setProperty("hibernate.connection.handling_mode", mode.name()));
            return sessions;
        }

        @Bean
        Customers customers(@Autowired SessionFactory sessions) {
            return new Customers(sessions);
        }
    }
}
