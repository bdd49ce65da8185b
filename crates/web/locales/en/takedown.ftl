# Why a product is taken down (crate domain, takedown.rs): `takedown-reason-` and the code.
takedown-reason-prohibited = It may not be sold
takedown-reason-counterfeit = The brand is imitated
takedown-reason-unsafe = It could hurt people
takedown-reason-misleading = Title, description, picture or price mislead
takedown-reason-wrong-category = It is in the wrong category
takedown-reason-copyright = Its words or pictures belong to somebody else
takedown-reason-other = Something else (see the note)
