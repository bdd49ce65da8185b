# What a shop itself finds while importing (crate service, import): `import-` and the code; see import_finding.ftl and problem.ftl for others.
import-category-unknown = The category is not known here. The product was kept as a draft until you choose one.
import-category-guessed = The category is not known here. “{ $category }” was chosen by the words of the title; look whether it is right.
import-category-default = The category is not known here. The product was put into “{ $category }”; choose a better one if you like.
import-sku-taken = Another product of the shop has the SKU “{ $text }”, so it was left out here.
import-too-many-products = The shop has as many products as it may have. Delete some and import again.
import-charter-refused = The rules of this market do not let buyers see it ({ $rules }), so it was kept as a draft. Look at what is missing, then publish it.
import-probation-products = The shop is new and offers { $max } products at most, so it was kept as a draft. Take another one from buyers, or publish this one later.
