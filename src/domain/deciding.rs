//! Which earlier answer decides what else can be answered.

use std::collections::BTreeMap;

use super::{Choice, Id, Item, Progress, Verdict, When};

impl<'a> Progress<'a> {
    /// The item whose answer keeps most of an item's answers from being offered, of those that neither say stop nor that the lead
    /// is off already: answered anew, it is the way to them.
    #[must_use]
    pub fn decides_options(&self, item: &Item) -> Option<&'a Item> {
        let mut kept_back: BTreeMap<Id, usize> = BTreeMap::new();
        let is_way_on = |option: &&Choice| option.verdict != Verdict::Stop && !option.is_lead_off;
        for option in item.options.iter().filter(is_way_on).filter(|it| !self.holds(&it.when, &it.unless)) {
            let fails = |(asked, tokens): &(&Id, &Vec<String>)| {
                !self.holds(&When(BTreeMap::from([(**asked, (*tokens).clone())])), &When::default())
            };
            for (asked, _) in option.when.0.iter().filter(fails) {
                *kept_back.entry(*asked).or_default() += 1;
            }
        }
        let (decides, _) = kept_back.into_iter().max_by_key(|(_, options)| *options)?;
        self.checklist.item(decides.as_str()).map(|(_, item)| item)
    }
}
