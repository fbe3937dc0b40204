package shop;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import javax.persistence.*;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.ModelAndView;

/** What a customer has bought, with the partner's discount. */
@Controller
public class CustomerController {

    private final RestTemplate http;
    private final TransactionTemplate transaction;

    @Autowired
    public CustomerController(PlatformTransactionManager transactions) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(1_000);
        requests.setReadTimeout(3_000);
        http = new RestTemplate(requests);
        transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
    }

    // region open-session
    @PersistenceContext
    private EntityManager database;

    /** The worker has no connection while it waits for the partner, and the page needs no session. */
    @RequestMapping("/customer.do")
    public Callable<ModelAndView> customer(@RequestParam int id) {
        return () -> {
            ModelAndView view = transaction.execute(status -> read(id));
            view.addObject("discount", http.getForObject(Partner.url + "discount", String.class));
            return view;
        };
    }

    /** All that the page shows, while the transaction is open. */
    private ModelAndView read(int id) {
        Customer customer = database.find(Customer.class, id);
        ModelAndView view = new ModelAndView("customer", "name", customer.getName());
        return view.addObject("purchases", new ArrayList<>(customer.getPurchases()));
    }
    // endregion
}
