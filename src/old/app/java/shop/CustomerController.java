package shop;

import javax.persistence.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.ModelAndView;

/** What a customer has bought, with the partner's discount. */
@Controller
public class CustomerController {

    private final RestTemplate http = new RestTemplate();

    // region open-session
    @PersistenceContext
    private EntityManager database;

    /** The page reads the purchases: OpenEntityManagerInViewFilter has left the session open for it. */
    @RequestMapping("/customer.do")
    public ModelAndView customer(@RequestParam int id) {
        Customer customer = database.find(Customer.class, id);
        ModelAndView view = new ModelAndView("customer", "name", customer.getName());
        view.addObject("purchases", customer.getPurchases());
        view.addObject("discount", http.getForObject(Partner.url + "discount", String.class));
        return view;
    }
    // endregion
}
