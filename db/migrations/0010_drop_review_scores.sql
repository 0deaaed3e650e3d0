-- The scores by which reviews are listed stand in listings; nothing has read these since.

drop view published_reviews;
alter table reviews
  drop column story_score,
  drop column performances_score,
  drop column picture_score,
  drop column sound_score,
  drop column extras_score,
  drop column overall_score,
  drop column mean_score;
create view published_reviews as select * from reviews where status = 'published';
comment on view published_reviews is 'what readers may see: every public query reads here';
