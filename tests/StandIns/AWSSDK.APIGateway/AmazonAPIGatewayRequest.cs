namespace Amazon.APIGateway;

public class AmazonAPIGatewayRequest : AmazonWebServiceRequest;
