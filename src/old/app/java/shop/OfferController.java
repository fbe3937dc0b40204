package shop;

import java.util.*;
import javax.servlet.http.HttpSession;
import org.springframework.http.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.ModelAndView;

/** The price of an item, as the partner tells it. */
@Controller
public class OfferController {

    private final RestTemplate http = new RestTemplate();

    // region slow-call
    @RequestMapping("/offer.do")
    public ModelAndView offer(@RequestParam String item, HttpSession session) {
        ModelAndView view = new ModelAndView("offer", "item", item);
        view.addObject("price", price(item));
        view.addObject("seen", remember(item, session));
        return view;
    }

    private String price(String item) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-User", UserFilter.user());
        return http.exchange(Partner.url + "{item}", HttpMethod.GET, new HttpEntity<Void>(headers), String.class, item).getBody();
    }
    // endregion

    // region session
    @SuppressWarnings("unchecked")
    private List<String> remember(String item, HttpSession session) {
        List<String> seen = (List<String>) session.getAttribute("seen");
        if (seen == null) {
            seen = new ArrayList<String>();
            session.setAttribute("seen", seen);
        }
        seen.add(item);
        return seen;
    }
    // endregion
}
