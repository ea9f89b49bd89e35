import type { ActionResult } from "@/lib/http";
import type {
  CreatedWebhook,
  CreateWebhookInput,
  DeliveryPage,
  DeliveryStatus,
  DeliveryView,
  IdInput,
  UpdateWebhookInput,
  WebhookTest,
  WebhookView,
} from "@/lib/notices/schema";

type Action<Input, Result> = (organizationId: string, input: Input) => Promise<ActionResult<Result>>;

/** What every part of the page is given that says how notices are sent. */
export type DeliveryScope = {
  organizationId: string;
  webhooks: WebhookView[];
  /** Whether this installation sends e-mail, and whether this organization wants it. */
  email: { configured: boolean; wanted: boolean };
  page: DeliveryPage;
  filter: { status?: DeliveryStatus; isFirst: boolean };
  actions: {
    createWebhook: Action<CreateWebhookInput, CreatedWebhook>;
    updateWebhook: Action<UpdateWebhookInput, WebhookView>;
    deleteWebhook: Action<IdInput, void>;
    rotateWebhookSecret: Action<IdInput, CreatedWebhook>;
    testWebhook: Action<IdInput, WebhookTest>;
    redeliver: Action<IdInput, DeliveryView>;
    setNoticesByEmail: Action<boolean, void>;
  };
};
