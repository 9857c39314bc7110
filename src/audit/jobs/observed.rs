//! What a manager types of what he saw at a car.

use super::summary::SummedJob;
use crate::domain::Id;
use crate::domain::fact::Observed;
use crate::domain::input::Unfit;

impl SummedJob {
    /// The items that are not as recorded, as somebody names them: by what the checklist calls them in any of its languages, or by
    /// their ids, with commas between them.
    ///
    /// # Errors
    /// When one of them is no item that the job was asked.
    pub fn differs(&self, text: &str) -> Result<Observed, Unfit> {
        let mut items = Vec::new();
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let item = self.item_called(name).ok_or_else(|| {
                Unfit::new(format!(
                    "{name:?} is no item of this job: name one as the checklist does, such as radio serial"
                ))
            })?;
            if !items.contains(&item) {
                items.push(item);
            }
        }
        if items.is_empty() {
            Err(Unfit::new("say which item is not as recorded"))
        } else {
            Ok(Observed::Differs(items))
        }
    }

    fn item_called(&self, name: &str) -> Option<Id> {
        let Some(checklist) = &self.wording.checklist else { return Id::new(name).ok() };
        let is_it = |text: &str| text.to_lowercase() == name.to_lowercase();
        let mut items = checklist.items().map(|(_, item)| item);
        let called = |label: &crate::domain::Text| is_it(&label.en) || label.others.values().any(|it| is_it(it));
        items.find(|item| is_it(item.id.as_str()) || called(&item.label)).map(|item| item.id)
    }
}
